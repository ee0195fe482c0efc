package dev.lockkeeper.target;

import org.jspecify.annotations.Nullable;

/**
 * How big a table is.
 *
 * @param rows as the statistics estimate, or counted where there are none
 * @param bytes without indexes, with values stored aside
 * @param indexBytes of all its indexes
 * @param tablespace where it lies, or null for the usual place
 */
public record TableSize(String table, long rows, long bytes, long indexBytes, @Nullable String tablespace) {

    /** Average bytes of a row; at least 1. */
    public long rowWidth() {
        return rows <= 0 ? 1 : Math.max(1, bytes / rows);
    }
}
