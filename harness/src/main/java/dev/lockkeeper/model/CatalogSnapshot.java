package dev.lockkeeper.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema at a moment: every object that {@code pg_dump --schema-only} would show, by name. A snapshot made from
 * another by {@link #with} shares what did not change.
 */
public final class CatalogSnapshot {

    private static final Comparator<CatalogObject> BY_ID = Comparator.comparing(CatalogObject::id);

    private final Map<ObjectKind, SharedMap<ObjectId, CatalogObject>> byKind;
    private final SharedMap<String, List<CatalogObject>> byTable;
    private volatile @Nullable SortedMap<ObjectId, CatalogObject> sorted;

    private CatalogSnapshot(
            Map<ObjectKind, SharedMap<ObjectId, CatalogObject>> byKind,
            SharedMap<String, List<CatalogObject>> byTable) {
        this.byKind = byKind;
        this.byTable = byTable;
    }

    public static CatalogSnapshot of(Collection<CatalogObject> objects) {
        return empty().with(List.of(), objects);
    }

    public static CatalogSnapshot empty() {
        return new CatalogSnapshot(new EnumMap<>(ObjectKind.class), SharedMap.empty());
    }

    /** This snapshot without some objects and then with others; one that is in both is replaced. */
    public CatalogSnapshot with(Collection<CatalogObject> gone, Collection<CatalogObject> come) {
        Editor editor = new Editor(this);
        gone.forEach(editor::remove);
        come.forEach(editor::add);
        return editor.done();
    }

    /** All objects in the order of their names; costs as much as the whole schema the first time it is asked. */
    public Map<ObjectId, CatalogObject> objects() {
        SortedMap<ObjectId, CatalogObject> known = sorted;
        if (known == null) {
            TreeMap<ObjectId, CatalogObject> all = new TreeMap<>();
            byKind.values().forEach(objects -> objects.forEach(all::put));
            known = Collections.unmodifiableSortedMap(all);
            sorted = known;
        }
        return known;
    }

    public int size() {
        return byKind.values().stream().mapToInt(SharedMap::size).sum();
    }

    public Optional<CatalogObject> find(ObjectKind kind, String name) {
        return find(new ObjectId(kind, name));
    }

    /** A column by its bare name, which the catalogue may write in quotes. */
    public Optional<CatalogObject> column(String table, String bare) {
        String quoted = "\"" + bare.replace("\"", "\"\"") + "\"";
        return find(ObjectKind.COLUMN, table + "." + bare).or(() -> find(ObjectKind.COLUMN, table + "." + quoted));
    }

    public Optional<CatalogObject> find(ObjectId id) {
        return Optional.ofNullable(ofKind(id.kind()).get(id));
    }

    public Stream<CatalogObject> all(ObjectKind kind) {
        return ofKind(kind).values().sorted(BY_ID);
    }

    /** Columns, constraints, indexes, triggers, policies … of one table; does not look at other tables. */
    public Stream<CatalogObject> of(String table, ObjectKind kind) {
        return of(table).filter(object -> object.id().kind() == kind);
    }

    /** Everything that belongs to one table. */
    public Stream<CatalogObject> of(String table) {
        List<CatalogObject> objects = byTable.get(table);
        return objects == null ? Stream.empty() : objects.stream().sorted(BY_ID);
    }

    public boolean hasTable(String table) {
        return find(ObjectKind.TABLE, table).isPresent()
                || find(ObjectKind.PARTITIONED_TABLE, table).isPresent();
    }

    /** The objects that may differ from another snapshot's: a few more than do differ, far fewer than there are. */
    public Set<ObjectId> suspectsAgainst(CatalogSnapshot other) {
        Set<ObjectId> suspects = new HashSet<>();
        for (ObjectKind kind : ObjectKind.values()) {
            suspects.addAll(ofKind(kind).suspectsAgainst(other.ofKind(kind)));
        }
        return suspects;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CatalogSnapshot that && byKind.equals(that.byKind);
    }

    @Override
    public int hashCode() {
        return byKind.hashCode();
    }

    @Override
    public String toString() {
        return size() + " objects";
    }

    private SharedMap<ObjectId, CatalogObject> ofKind(ObjectKind kind) {
        SharedMap<ObjectId, CatalogObject> objects = byKind.get(kind);
        return objects == null ? SharedMap.empty() : objects;
    }

    /** Changes both ways into a snapshot at once. */
    private static final class Editor {

        private final CatalogSnapshot from;
        private final Map<ObjectKind, SharedMap.Changes<ObjectId, CatalogObject>> byKind =
                new EnumMap<>(ObjectKind.class);
        private final SharedMap.Changes<String, List<CatalogObject>> byTable;
        private final Set<List<CatalogObject>> own = Collections.newSetFromMap(new java.util.IdentityHashMap<>());

        Editor(CatalogSnapshot from) {
            this.from = from;
            this.byTable = from.byTable.change();
        }

        void remove(CatalogObject object) {
            takeOff(kind(object).remove(object.id()));
        }

        void add(CatalogObject object) {
            takeOff(kind(object).put(object.id(), object));
            if (object.table() != null) {
                ofTable(object.table()).add(object);
            }
        }

        CatalogSnapshot done() {
            Map<ObjectKind, SharedMap<ObjectId, CatalogObject>> kinds = new EnumMap<>(ObjectKind.class);
            kinds.putAll(from.byKind);
            byKind.forEach((kind, changes) -> kinds.put(kind, changes.done()));
            kinds.values().removeIf(objects -> objects.size() == 0);
            return new CatalogSnapshot(kinds, byTable.done());
        }

        private void takeOff(@Nullable CatalogObject object) {
            if (object == null || object.table() == null) {
                return;
            }
            List<CatalogObject> objects = ofTable(object.table());
            objects.removeIf(other -> other.id().equals(object.id()));
            if (objects.isEmpty()) {
                byTable.remove(object.table());
            }
        }

        private SharedMap.Changes<ObjectId, CatalogObject> kind(CatalogObject object) {
            return byKind.computeIfAbsent(
                    object.id().kind(), kind -> from.ofKind(kind).change());
        }

        private List<CatalogObject> ofTable(String table) {
            List<CatalogObject> objects = byTable.get(table);
            if (objects == null || !own.contains(objects)) {
                objects = objects == null ? new ArrayList<>() : new ArrayList<>(objects);
                own.add(objects);
                byTable.put(table, objects);
            }
            return objects;
        }
    }
}
