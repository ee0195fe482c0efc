package dev.lockkeeper.catalog;

import java.util.List;

/**
 * Columns that refer to those of another table without a foreign key that says so; names as SQL writes them.
 *
 * @param child {@code schema.table} that refers
 * @param parent {@code schema.table} that is referred to
 * @param sure whether the names alone leave no doubt
 */
public record ImpliedKey(String child, List<String> columns, String parent, List<String> parentColumns, boolean sure) {

    public ImpliedKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** Whether both ask for the same parent of the same columns. */
    public boolean sameAs(ImpliedKey other) {
        return child.equals(other.child)
                && columns.equals(other.columns)
                && parent.equals(other.parent)
                && parentColumns.equals(other.parentColumns);
    }
}
