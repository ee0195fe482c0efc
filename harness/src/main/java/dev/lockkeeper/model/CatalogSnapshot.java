package dev.lockkeeper.model;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schema at a moment: every object that {@code pg_dump --schema-only} would show, by name. */
public final class CatalogSnapshot {

    private final SortedMap<ObjectId, CatalogObject> objects;

    private CatalogSnapshot(SortedMap<ObjectId, CatalogObject> objects) {
        this.objects = java.util.Collections.unmodifiableSortedMap(objects);
    }

    public static CatalogSnapshot of(Collection<CatalogObject> objects) {
        TreeMap<ObjectId, CatalogObject> sorted = new TreeMap<>();
        objects.forEach(object -> sorted.put(object.id(), object));
        return new CatalogSnapshot(sorted);
    }

    public static CatalogSnapshot empty() {
        return new CatalogSnapshot(new TreeMap<>());
    }

    public Map<ObjectId, CatalogObject> objects() {
        return objects;
    }

    public Optional<CatalogObject> find(ObjectKind kind, String name) {
        return Optional.ofNullable(objects.get(new ObjectId(kind, name)));
    }

    public Stream<CatalogObject> all(ObjectKind kind) {
        return objects.values().stream().filter(object -> object.id().kind() == kind);
    }

    /** Columns, constraints, indexes, triggers, policies … of one table. */
    public Stream<CatalogObject> of(String table, ObjectKind kind) {
        return all(kind).filter(object -> table.equals(object.table()));
    }

    public boolean hasTable(String table) {
        return find(ObjectKind.TABLE, table).isPresent()
                || find(ObjectKind.PARTITIONED_TABLE, table).isPresent();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CatalogSnapshot that && objects.equals(that.objects);
    }

    @Override
    public int hashCode() {
        return objects.hashCode();
    }
}
