package dev.lockkeeper.experiment;

import dev.lockkeeper.model.LockMode;
import org.jspecify.annotations.Nullable;

/**
 * One table, index, view or sequence at a moment, as {@link RelationLook} saw it.
 *
 * @param kind the letter of the catalogue; empty when the relation is gone and only its lock is left
 * @param quoted schema and name as the catalogue writes them; null until somebody needs it
 * @param storage changes when everything is written anew
 * @param table the table of an index, else 0
 */
record Relation(
        long oid,
        String kind,
        String schema,
        String bareName,
        @Nullable String quoted,
        @Nullable LockMode lock,
        long storage,
        long scans,
        long inserted,
        long updated,
        long deleted,
        long table) {

    boolean gone() {
        return kind.isEmpty();
    }

    boolean isIndex() {
        return kind.equals("i") || kind.equals("I");
    }

    boolean holdsRows() {
        return kind.equals("r") || kind.equals("m");
    }

    String name() {
        return quoted == null ? schema + "." + bareName : quoted;
    }
}
