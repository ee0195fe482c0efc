package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.catalog.ImpliedKeys;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact.Orphans;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rows.RowOrigins;
import dev.lockkeeper.rows.Strays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches references that no foreign key guards: those that names tell of, and those whose key was dropped. Rows that
 * had a parent before a step and have none after it are its doing.
 */
final class UndeclaredKeys {

    /** What applications write where they mean nobody. */
    private static final Set<String> NOBODY = Set.of("", "0", "-1", "00000000-0000-0000-0000-000000000000");

    private final List<ImpliedKey> dropped;
    private final RowOrigins origins;
    private final boolean onlyUsersRows;

    /**
     * @param dropped foreign keys that the chain once had
     * @param onlyUsersRows whether no row on the stage is of our making
     */
    UndeclaredKeys(List<ImpliedKey> dropped, RowOrigins origins, boolean onlyUsersRows) {
        this.dropped = List.copyOf(dropped);
        this.origins = origins;
        this.onlyUsersRows = onlyUsersRows;
    }

    /** The foreign keys that a step drops. */
    static List<ImpliedKey> droppedBy(CatalogDiff change) {
        return change.removed(ObjectKind.CONSTRAINT)
                .flatMap(gone -> declared(gone).stream())
                .toList();
    }

    /** What a foreign key says, when the constraint is one. */
    static Optional<ImpliedKey> declared(CatalogObject constraint) {
        List<String> columns = names(constraint.trait(Trait.COLUMNS));
        List<String> parentColumns = names(constraint.trait(Trait.REFERENCED_COLUMNS));
        String parent = constraint.trait(Trait.REFERENCED_TABLE);
        boolean isKey = "f".equals(constraint.trait(Trait.CONSTRAINT_TYPE)) && columns.size() == parentColumns.size();
        return parent == null || !isKey
                ? Optional.empty()
                : Optional.of(new ImpliedKey(String.valueOf(constraint.table()), columns, parent, parentColumns, true));
    }

    private static List<String> names(@Nullable String list) {
        return list == null || list.isEmpty() ? List.of() : List.of(list.split(","));
    }

    /** New foreign keys that were broken before anybody declared them, which only NOT VALID allows. */
    static List<CatalogObject> brokenBefore(Connection session, CatalogSnapshot before, CatalogDiff change)
            throws SQLException {
        List<CatalogObject> broken = new ArrayList<>();
        for (CatalogObject added : change.added(ObjectKind.CONSTRAINT).toList()) {
            Optional<ImpliedKey> key = declared(added).filter(found -> isThere(before, found));
            boolean unproved = "false".equals(added.trait(Trait.VALIDATED)) && key.isPresent();
            if (unproved
                    && Strays.of(session, List.of(key.get())).stream()
                            .allMatch(strays -> !strays.rows().isEmpty())) {
                broken.add(added);
            }
        }
        return broken;
    }

    /** Those of a schema that join two tables, one of which is among the named. */
    private List<ImpliedKey> in(CatalogSnapshot schema, Collection<String> tables) {
        List<ImpliedKey> keys = new ArrayList<>();
        Stream.concat(
                        ImpliedKeys.in(schema).all().stream().filter(ImpliedKey::sure),
                        dropped.stream().filter(key -> isThere(schema, key) && isComparable(schema, key)))
                .filter(key -> tables.contains(key.child()) || tables.contains(key.parent()))
                .filter(key -> !ImpliedKeys.isDeclared(schema, key.child(), key.columns()))
                .filter(key -> keys.stream().noneMatch(key::sameAs))
                .forEach(keys::add);
        return keys;
    }

    static boolean isThere(CatalogSnapshot schema, ImpliedKey key) {
        return key.columns().stream().allMatch(column -> hasColumn(schema, key.child(), column))
                && hasParent(schema, key);
    }

    /** A step may have changed the type of one side only. */
    private static boolean isComparable(CatalogSnapshot schema, ImpliedKey key) {
        return IntStream.range(0, key.columns().size())
                .allMatch(i -> family(schema, key.child(), key.columns().get(i))
                        .equals(family(schema, key.parent(), key.parentColumns().get(i))));
    }

    private static String family(CatalogSnapshot schema, String table, String column) {
        String type = schema.find(ObjectKind.COLUMN, table + "." + column)
                .map(found -> String.valueOf(found.trait(Trait.TYPE)))
                .orElse("");
        return type.replaceAll("\\(.*\\)", "")
                .replaceAll("^(smallint|bigint)$", "integer")
                .replaceAll("^character varying$", "text");
    }

    private static boolean hasParent(CatalogSnapshot schema, ImpliedKey key) {
        return key.parentColumns().stream().allMatch(column -> hasColumn(schema, key.parent(), column));
    }

    private static boolean hasColumn(CatalogSnapshot schema, String table, String column) {
        return schema.hasTable(table)
                && schema.find(ObjectKind.COLUMN, table + "." + column).isPresent();
    }

    /**
     * Rows that are without a parent since the up.
     *
     * @param fresh how many of each value
     * @param tellingAlone those of them that need no further proof
     */
    record Suspicion(ImpliedKey key, Map<String, Long> fresh, Map<String, Long> tellingAlone) {}

    /** What stood without a parent before a step, and then what its up left so. */
    final class Watch {

        private final CatalogSnapshot before;
        private final CatalogSnapshot after;
        private final List<ImpliedKey> keysBefore;
        private final List<ImpliedKey> keys;
        private final List<Strays> then;

        private Watch(Connection session, CatalogSnapshot before, CatalogSnapshot after, Collection<String> tables)
                throws SQLException {
            this.before = before;
            this.after = after;
            this.keys = in(after, tables);
            this.keysBefore = keys.isEmpty() ? List.of() : in(before, tables);
            this.then = Strays.of(session, keysBefore);
        }

        boolean isIdle() {
            return keys.isEmpty();
        }

        /** Rows without a parent behind the up that had one, or were not there, before it. */
        List<Suspicion> behind(Connection session) throws SQLException {
            List<Suspicion> suspicions = new ArrayList<>();
            for (Strays now : Strays.of(session, keys)) {
                Map<String, Long> fresh = new TreeMap<>(now.rows());
                fresh.keySet().removeAll(known(now.key()));
                fresh.keySet().removeAll(NOBODY);
                if (!fresh.isEmpty()) {
                    suspicions.add(new Suspicion(now.key(), fresh, tellingAlone(session, now.key(), fresh)));
                }
            }
            return suspicions;
        }

        /**
         * Rows that tell by themselves: the user's own. Rows of ours may hold any value where nothing refuses it, and a
         * step that copies one has done no harm.
         */
        private Map<String, Long> tellingAlone(Connection session, ImpliedKey key, Map<String, Long> fresh)
                throws SQLException {
            if (!isComparable(key)) {
                return Map.of();
            }
            return onlyUsersRows ? fresh : Strays.givenByUser(session, key, fresh.keySet(), origins);
        }

        /** What referred to nobody before: to the same parent, or to any where the parent had another name then. */
        private Set<String> known(ImpliedKey key) {
            boolean renamed = !before.hasTable(key.parent());
            Set<String> known = new HashSet<>();
            then.stream()
                    .filter(strays -> renamed || strays.key().parent().equals(key.parent()))
                    .forEach(strays -> known.addAll(strays.rows().keySet()));
            return known;
        }

        /**
         * Of what is suspected, that whose parent went, and what tells by itself.
         *
         * @param session standing before the step again
         */
        List<Orphans> confirmed(List<Suspicion> suspicions, Connection session) throws SQLException {
            List<Orphans> orphans = new ArrayList<>();
            for (Suspicion one : suspicions) {
                ImpliedKey key = one.key();
                Set<String> hadParent = hasParent(before, key)
                        ? Strays.held(session, key, one.fresh().keySet())
                        : Set.of();
                Map<String, Long> rows = new TreeMap<>(one.tellingAlone());
                hadParent.forEach(value -> rows.put(value, one.fresh().get(value)));
                if (!rows.isEmpty()) {
                    long count =
                            rows.values().stream().mapToLong(Long::longValue).sum();
                    orphans.add(new Orphans(key.child(), key.parent(), String.join(", ", key.columns()), count, false));
                }
            }
            return orphans;
        }

        /** Whether the rows, and not only the names, are new: columns that stood there had to mean the same then. */
        private boolean isComparable(ImpliedKey key) {
            boolean stood = key.columns().stream().allMatch(column -> hasColumn(before, key.child(), column));
            if (stood) {
                return keysBefore.stream().anyMatch(key::sameAs)
                        || (hasParent(before, key) && ImpliedKeys.isDeclared(before, key.child(), key.columns()));
            }
            return before.of(key.child(), ObjectKind.COLUMN)
                    .allMatch(column ->
                            after.find(ObjectKind.COLUMN, column.id().name()).isPresent());
        }
    }

    Watch watch(Connection session, CatalogSnapshot before, CatalogSnapshot after, Collection<String> tables)
            throws SQLException {
        return new Watch(session, before, after, tables);
    }
}
