package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.SharedMap;
import dev.lockkeeper.model.Trait;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One reading of what changed: the homes touched, then those that print a name which changed, until none is left. */
final class Refresh {

    private final Shelves shelves;
    private final ChangeScan scan;
    private final CatalogState earlier;
    private final Watermark mark;
    private final SharedMap.Changes<Home, List<CatalogObject>> homes;
    private final boolean linear;
    private final Set<Home> read = new HashSet<>();
    private final Set<Home> vanished = new HashSet<>();
    private final List<Watched> toRecount = new ArrayList<>();
    private final Set<CatalogObject> gone = new LinkedHashSet<>();
    private final Set<CatalogObject> come = new LinkedHashSet<>();

    /**
     * Prepares.
     *
     * @param mark how far the catalogues have come since
     * @param linear whether nothing was rolled back since the earlier state, so that what vanished was dropped
     */
    Refresh(Shelves shelves, ChangeScan scan, CatalogState earlier, Watermark mark, boolean linear) {
        this.linear = linear;
        this.shelves = shelves;
        this.scan = scan;
        this.earlier = earlier;
        this.mark = mark;
        this.homes = earlier.homes().change();
    }

    CatalogState run(Changes changes) throws SQLException {
        for (Watched lost : changes.lost.keySet()) {
            if (lost.isHome()) {
                recount(lost, changes);
            }
        }
        changes.lost.forEach((lost, rows) -> {
            if (!lost.isHome() && !wentWithTheirHomes(lost, rows)) {
                toRecount.add(lost);
            }
        });
        for (Watched lost : toRecount) {
            recount(lost, changes);
        }
        Seeds seeds = new Seeds();
        changes.seeds.forEach(seed -> seeds.renamed(seed.catalog(), seed.oid()));
        Set<Home> next = changes.homes;
        while (!next.isEmpty()) {
            readAgain(next, seeds);
            next = dependents(seeds);
            seeds.clear();
        }
        return new CatalogState(earlier.snapshot().with(gone, come), homes.done(), mark);
    }

    /** Finds the homes that have not as many rows as objects. */
    private void recount(Watched lost, Changes changes) throws SQLException {
        if (lost.kinds().contains(ObjectKind.COMMENT) || lost.kinds().contains(ObjectKind.SECURITY_LABEL)) {
            // There a comment that every database has is not shown, so that counting tells nothing.
            changes.homes.add(Home.whole(Shelf.SCHEMA));
            changes.homes.add(Home.whole(Shelf.OTHER_COMMENT));
        }
        Map<Home, Long> counted = scan.count(lost);
        earlier.homes().forEach((home, objects) -> {
            long shown = count(objects, lost);
            long rows = counted.getOrDefault(home, 0L);
            if (shown != rows) {
                changes.homes.add(home);
                if (lost.isHome() && rows == 0) {
                    vanished.add(home);
                }
            }
        });
        if (lost.isHome()) {
            // What came back when a savepoint was rolled back.
            counted.keySet().stream()
                    .filter(home -> earlier.homes().get(home) == null)
                    .forEach(changes.homes::add);
        }
    }

    /** Whether a catalogue lost no more rows than the homes that vanished had, so that no other home has to be found. */
    private boolean wentWithTheirHomes(Watched lost, long rows) {
        long had = 0;
        for (Home home : vanished) {
            List<CatalogObject> objects = earlier.homes().get(home);
            had += objects == null ? 0 : count(objects, lost);
        }
        return linear && had > 0 && had == rows;
    }

    private static long count(List<CatalogObject> objects, Watched as) {
        long count = 0;
        for (CatalogObject object : objects) {
            count += as.kinds().contains(object.id().kind()) ? 1 : 0;
        }
        return count;
    }

    private void readAgain(Set<Home> touched, Seeds seeds) throws SQLException {
        Set<Home> more = new HashSet<>(touched);
        if (touched.stream().anyMatch(home -> Changes.commentedElsewhere().contains(home.shelf()))) {
            more.add(Home.whole(Shelf.OTHER_COMMENT));
        }
        Map<Shelf, List<Home>> byShelf = more.stream().collect(Collectors.groupingBy(Home::shelf));
        boolean strangers = false;
        for (Map.Entry<Shelf, List<Home>> shelf : byShelf.entrySet()) {
            strangers |= readShelf(shelf.getKey(), shelf.getValue(), seeds);
        }
        strangers |= touched.stream().anyMatch(home -> home.shelf().keepsStrangersGrants());
        if (strangers && !read.contains(Home.whole(Shelf.SYSTEM_GRANT))) {
            readShelf(Shelf.SYSTEM_GRANT, List.of(Home.whole(Shelf.SYSTEM_GRANT)), seeds);
        }
    }

    /** Reads homes of one shelf; true when one of them is not the user's, so that only its grants may be of interest. */
    private boolean readShelf(Shelf shelf, List<Home> wanted, Seeds seeds) throws SQLException {
        Map<Home, List<CatalogObject>> found = new HashMap<>();
        Shelves.Keeper keeper = (home, object) ->
                found.computeIfAbsent(home, key -> new ArrayList<>()).add(object);
        if (shelf.isByObject()) {
            shelves.readSome(shelf, wanted, mark, keeper);
        } else {
            shelves.readAll(shelf, keeper);
        }
        boolean strangers = false;
        for (Home home : wanted) {
            strangers |= replace(home, found.getOrDefault(home, List.of()), seeds);
        }
        return strangers;
    }

    private boolean replace(Home home, List<CatalogObject> now, Seeds seeds) {
        read.add(home);
        List<CatalogObject> before = homes.get(home);
        if (before == null) {
            before = List.of();
        }
        if (now.isEmpty()) {
            homes.remove(home);
        } else {
            homes.put(home, List.copyOf(now));
        }
        Set<CatalogObject> old = new HashSet<>(before);
        Set<CatalogObject> fresh = new HashSet<>(now);
        before.stream()
                .filter(object -> !fresh.contains(object) && !come.remove(object))
                .forEach(gone::add);
        now.stream().filter(object -> !old.contains(object)).forEach(come::add);
        boolean stranger = home.shelf().isByObject() && before.isEmpty() && now.isEmpty();
        if (home.shelf().isByObject()) {
            seed(home, before, now, seeds);
        }
        return stranger;
    }

    /** Something new is named by nothing yet, and what names something gone went with it. */
    private static void seed(Home home, List<CatalogObject> before, List<CatalogObject> now, Seeds seeds) {
        if (before.isEmpty() && now.isEmpty()) {
            seeds.renamed(home);
        } else if (!before.isEmpty() && !now.isEmpty()) {
            Set<String> lost = names(before);
            Set<String> won = names(now);
            Set<String> kept = new HashSet<>(lost);
            kept.retainAll(won);
            lost.removeAll(kept);
            won.removeAll(kept);
            if (!lost.isEmpty() && !won.isEmpty()) {
                seeds.renamed(home);
            } else if (!lost.isEmpty() || !won.isEmpty()) {
                seeds.widened(home);
            }
        }
    }

    /** What others may print of a home: its name, its columns', its labels, its indexes' when they have parts. */
    private static Set<String> names(Collection<CatalogObject> objects) {
        Set<String> names = new HashSet<>();
        for (CatalogObject object : objects) {
            switch (object.id().kind()) {
                case CONSTRAINT, TRIGGER, RULE, POLICY, STATISTICS, GRANT, COMMENT, SECURITY_LABEL -> {}
                case INDEX -> {
                    if (object.definition().contains(" ON ONLY ")) {
                        names.add(object.id().toString());
                    }
                }
                // The constructors of its multirange print that type's name, which is only in the definition.
                case RANGE -> names.add(object.id() + object.definition());
                case ENUM -> {
                    names.add(object.id().toString());
                    String labels = object.trait(Trait.LABELS);
                    if (labels != null) {
                        names.addAll(List.of(labels.split(",", -1)));
                    }
                }
                default -> names.add(object.id().toString());
            }
        }
        return names;
    }

    private Set<Home> dependents(Seeds seeds) throws SQLException {
        Set<Home> found = new HashSet<>(shelves.dependents(seeds.renamed, true));
        found.addAll(shelves.dependents(seeds.widened, false));
        found.removeAll(read);
        return found;
    }

    /** Objects whose names others may print. */
    static final class Seeds {

        /** Whose names, or names in them, are no longer what they were. */
        final Set<Changes.Seed> renamed = new HashSet<>();

        /** With more names in them, or fewer, which matters only to queries over whole rows of them. */
        final Set<Changes.Seed> widened = new HashSet<>();

        void renamed(Home home) {
            renamed(catalog(home), home.oid());
        }

        void renamed(String catalog, long oid) {
            renamed.add(new Changes.Seed(catalog, oid));
        }

        void widened(Home home) {
            widened.add(new Changes.Seed(catalog(home), home.oid()));
        }

        void clear() {
            renamed.clear();
            widened.clear();
        }

        private static String catalog(Home home) {
            return switch (home.shelf()) {
                case TYPE -> "pg_type";
                case ROUTINE -> "pg_proc";
                default -> "pg_class";
            };
        }
    }
}
