package dev.lockkeeper.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * What changed between two snapshots.
 *
 * @param added there after, not before
 * @param removed there before, not after
 * @param changed there in both, with another definition
 * @param reordered tables whose columns are the same but stand in another order; a note, never a difference
 */
public record CatalogDiff(
        List<CatalogObject> added, List<CatalogObject> removed, List<Change> changed, List<String> reordered) {

    /** The same object before and after. */
    public record Change(CatalogObject before, CatalogObject after) {

        public ObjectId id() {
            return after.id();
        }
    }

    public CatalogDiff {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        reordered = List.copyOf(reordered);
    }

    public static CatalogDiff none() {
        return new CatalogDiff(List.of(), List.of(), List.of(), List.of());
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    public Stream<CatalogObject> added(ObjectKind kind) {
        return added.stream().filter(object -> object.id().kind() == kind);
    }

    public Stream<CatalogObject> removed(ObjectKind kind) {
        return removed.stream().filter(object -> object.id().kind() == kind);
    }

    public Stream<Change> changed(ObjectKind kind) {
        return changed.stream().filter(change -> change.id().kind() == kind);
    }
}
