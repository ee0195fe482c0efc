package dev.lockkeeper.catalog;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be read again, found by comparing two looks at the watched catalogues. */
final class Changes {

    /** Homes with a row that came, changed or went. */
    final Set<Home> homes = new HashSet<>();

    /** Objects of whole shelves that changed, by catalogue and id: what names them may print otherwise. */
    final Set<Seed> seeds = new HashSet<>();

    /** Catalogues that lost settled rows, with nothing to say of which home, and how many rows they lost in all. */
    final Map<Watched, Long> lost = new HashMap<>();

    /** A change whose reach is not known: only reading everything is sure. */
    boolean everything;

    /** One row by its catalogue and id. */
    record Seed(String catalog, long oid) {}

    static Changes between(Watermark earlier, Map<String, Watermark.Rows> now, List<Watched> lookedAt) {
        Changes changes = new Changes();
        for (Watched one : lookedAt) {
            Watermark.Rows before = earlier.catalogs().get(one.catalog());
            Watermark.Rows after = now.get(one.catalog());
            if (before == null || after == null) {
                changes.everything = true;
            } else {
                changes.compare(one, before, after);
            }
        }
        changes.everything |= changes.homes.contains(Home.whole(Shelf.EXTENSION));
        return changes;
    }

    boolean isEmpty() {
        return !everything && homes.isEmpty() && lost.isEmpty();
    }

    void touch(String text) {
        Home home = Home.parse(text);
        if (home != null) {
            homes.add(home);
        }
    }

    private void compare(Watched one, Watermark.Rows before, Watermark.Rows after) {
        long explained = 0;
        long explainedSum = 0;
        for (Map.Entry<Long, Watermark.Young> row : after.young().entrySet()) {
            long key = row.getKey();
            Watermark.Young old = before.young().get(key);
            if (old == null || !old.isSameVersionAs(row.getValue())) {
                touch(one, key, row.getValue());
            }
            if (old == null && row.getValue().shown() && key <= before.highest()) {
                explained++;
                explainedSum += key;
            }
        }
        long vanished = before.settled() - after.settled() - explained;
        boolean accounted = vanished == 0 && before.sum() - after.sum() == explainedSum;
        for (Map.Entry<Long, Watermark.Young> row : before.young().entrySet()) {
            if (!after.young().containsKey(row.getKey())) {
                touch(one, row.getKey(), row.getValue());
                vanished += row.getValue().shown() ? 1 : 0;
            }
        }
        if (one.shown() != null && !accounted) {
            lose(one, vanished);
        }
    }

    private void touch(Watched one, long key, Watermark.Young row) {
        touch(row.home());
        if (one.isNamed()) {
            seeds.add(new Seed(one.catalog(), key));
        }
    }

    private void lose(Watched one, long rows) {
        if (one.whole() == null) {
            lost.put(one, rows);
        } else {
            homes.add(Home.whole(one.whole()));
        }
    }

    /** Shelves whose objects have their comments on a shelf of its own. */
    static Set<Shelf> commentedElsewhere() {
        return EnumSet.of(
                Shelf.EXTENSION,
                Shelf.LANGUAGE,
                Shelf.OPERATOR,
                Shelf.TEXT_SEARCH,
                Shelf.FOREIGN,
                Shelf.PUBLICATION,
                Shelf.SUBSCRIPTION,
                Shelf.EVENT_TRIGGER);
    }
}
