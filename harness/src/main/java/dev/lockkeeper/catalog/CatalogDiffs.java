package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares snapshots and puts the difference into words. */
public final class CatalogDiffs {

    private CatalogDiffs() {}

    /** What changed; costs as much as the difference when one snapshot was made from the other. */
    public static CatalogDiff between(CatalogSnapshot before, CatalogSnapshot after) {
        List<CatalogObject> added = new ArrayList<>();
        List<CatalogObject> removed = new ArrayList<>();
        List<CatalogDiff.Change> changed = new ArrayList<>();
        Set<String> moved = new TreeSet<>();
        for (ObjectId id : new TreeSet<>(before.suspectsAgainst(after))) {
            CatalogObject old = before.find(id).orElse(null);
            CatalogObject now = after.find(id).orElse(null);
            if (old == null && now != null) {
                added.add(now);
            } else if (old != null && now == null) {
                removed.add(old);
            } else if (old != null && now != null) {
                compare(old, now, changed, moved);
            }
        }
        List<String> reordered = moved.stream()
                .filter(table -> isReordered(before, after, table))
                .toList();
        return new CatalogDiff(added, removed, changed, reordered);
    }

    private static void compare(
            CatalogObject old, CatalogObject now, List<CatalogDiff.Change> changed, Set<String> moved) {
        if (!old.definition().equals(now.definition())) {
            changed.add(new CatalogDiff.Change(old, now));
        }
        String table = now.table();
        if (now.id().kind() == ObjectKind.COLUMN && table != null && !samePlace(old, now)) {
            moved.add(table);
        }
    }

    private static boolean samePlace(CatalogObject old, CatalogObject now) {
        return place(old) == place(now);
    }

    /** Columns that both have, in another order; one more or less is an addition or a removal and reorders nothing. */
    private static boolean isReordered(CatalogSnapshot before, CatalogSnapshot after, String table) {
        List<String> old = columns(before, table);
        List<String> now = columns(after, table);
        List<String> oldCommon = old.stream().filter(now::contains).toList();
        List<String> nowCommon = now.stream().filter(old::contains).toList();
        return !oldCommon.equals(nowCommon);
    }

    private static List<String> columns(CatalogSnapshot snapshot, String table) {
        Stream<CatalogObject> columns = snapshot.of(table, ObjectKind.COLUMN);
        return columns.sorted((left, right) -> Integer.compare(place(left), place(right)))
                .map(column -> column.id().name())
                .toList();
    }

    private static int place(CatalogObject column) {
        @Nullable String position = column.trait(Trait.POSITION);
        return position == null ? 0 : Integer.parseInt(position);
    }
}
