package dev.lockkeeper.compare;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What two databases have in common and what not.
 *
 * @param onlySource tables that the target lacks, with the rows they hold
 * @param onlyTarget tables that only the target has
 * @param notes what was left out, and why
 * @param strict whether what only the target has counts
 */
public record Comparison(
        String source,
        String target,
        List<OfTable> tables,
        SortedMap<String, Long> onlySource,
        List<String> onlyTarget,
        List<SequenceBehind> sequences,
        List<String> notes,
        boolean strict,
        double seconds) {

    public Comparison {
        tables = List.copyOf(tables);
        onlySource = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(onlySource));
        onlyTarget = List.copyOf(onlyTarget);
        sequences = List.copyOf(sequences);
        notes = List.copyOf(notes);
    }

    /** How a row can differ. */
    public enum Kind {
        /** The source has it, the target does not. */
        MISSING,
        /** The target has it, the source does not. */
        EXTRA,
        /** Both have it, with other values. */
        DIFFERENT
    }

    /**
     * One table held against its counterpart.
     *
     * @param key the columns rows were told apart by; none where only whole rows could be compared
     * @param onlySource columns that the target lacks
     * @param onlyTarget columns that only the target has
     * @param byColumn in how many rows a column differs
     * @param rows the first of the rows that differ
     */
    public record OfTable(
            String source,
            String target,
            List<String> key,
            long sourceRows,
            long targetRows,
            long missing,
            long extra,
            long different,
            List<String> onlySource,
            List<String> onlyTarget,
            SortedMap<String, Long> byColumn,
            List<RowDifference> rows,
            double seconds) {

        public OfTable {
            key = List.copyOf(key);
            onlySource = List.copyOf(onlySource);
            onlyTarget = List.copyOf(onlyTarget);
            byColumn = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byColumn));
            rows = List.copyOf(rows);
        }

        /** Rows that are not the same on both sides. */
        public long differences() {
            return missing + extra + different;
        }
    }

    /** A row that is not the same on both sides, by its key. */
    public record RowDifference(Kind kind, String key, List<ColumnDifference> columns) {

        public RowDifference {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Where a row differs.
     *
     * @param how what can be said without showing what it holds; may be empty
     * @param source what the source holds, null unless values were asked for
     * @param target what the target holds, null unless values were asked for
     */
    public record ColumnDifference(String column, String how, @Nullable String source, @Nullable String target) {}

    /** A sequence of the target that will hand out a value its column already holds. */
    public record SequenceBehind(
            String sequence, String table, String column, long next, long highest, String remedy) {}

    /** Everything that is not the same: rows, tables, columns, sequences. */
    public long differences() {
        long all = onlySource.size() + sequences.size() + (strict ? onlyTarget.size() : 0);
        for (OfTable table : tables) {
            all += table.differences()
                    + table.onlySource().size()
                    + (strict ? table.onlyTarget().size() : 0);
        }
        return all;
    }

    public boolean isSame() {
        return differences() == 0;
    }

    /** Rows that were read, on both sides together. */
    public long rowsRead() {
        return tables.stream()
                .mapToLong(table -> table.sourceRows() + table.targetRows())
                .sum();
    }
}
