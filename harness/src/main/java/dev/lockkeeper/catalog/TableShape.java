package dev.lockkeeper.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as the server itself keeps it: what survives a rename (its number and its columns'), and all that a row of
 * it must obey.
 *
 * @param oid the table's number; the same after a rename or a rewrite, another after drop and create
 * @param name {@code schema.table}, quoted where needed
 * @param partitionBounds for a partitioned table what each leaf admits, as expressions over its columns
 * @param triggers whether triggers of the user's own fire on rows
 */
public record TableShape(
        long oid,
        String name,
        boolean partitioned,
        boolean inherited,
        boolean rowSecurity,
        boolean triggers,
        List<Column> columns,
        List<Unique> uniques,
        List<Reference> references,
        List<Check> checks,
        List<String> partitionBounds) {

    /**
     * One column.
     *
     * @param number never used again in the same table
     * @param name as in the catalogue, not quoted
     * @param typeText with its modifier, e.g. {@code character varying(10)}
     * @param defaultText the default or generation expression, or null
     */
    public record Column(
            int number,
            String name,
            TypeShape type,
            int modifier,
            String typeText,
            boolean notNull,
            @Nullable String defaultText,
            Made made,
            boolean deterministicCollation) {

        /** Whether an INSERT may name the column. */
        public boolean writable() {
            return made != Made.GENERATED && made != Made.IDENTITY_ALWAYS;
        }

        public String quoted() {
            return SqlText.identifier(name);
        }
    }

    /** Where a column's values come from when nobody gives them. */
    public enum Made {
        PLAIN,
        GENERATED,
        IDENTITY_ALWAYS,
        IDENTITY_BY_DEFAULT
    }

    /**
     * A unique or exclusion index.
     *
     * @param columns numbers of its columns, 0 for an expression
     * @param immediate whether it is checked at once, so that {@code ON CONFLICT} may lean on it
     */
    public record Unique(
            String index,
            List<Integer> columns,
            boolean primary,
            boolean exclusion,
            boolean immediate,
            boolean partial,
            boolean nullsEqual) {

        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /** A foreign key, from numbers of own columns to names of the target's. */
    public record Reference(
            String constraint,
            List<Integer> columns,
            long target,
            String targetName,
            List<String> targetColumns,
            boolean deferrable,
            boolean full) {

        public Reference {
            columns = List.copyOf(columns);
            targetColumns = List.copyOf(targetColumns);
        }
    }

    /** A CHECK, as an expression over the table's columns. */
    public record Check(String constraint, List<Integer> columns, String expression) {

        public Check {
            columns = List.copyOf(columns);
        }
    }

    public TableShape {
        columns = List.copyOf(columns);
        uniques = List.copyOf(uniques);
        references = List.copyOf(references);
        checks = List.copyOf(checks);
        partitionBounds = List.copyOf(partitionBounds);
    }

    public Optional<Column> column(int number) {
        return columns.stream().filter(column -> column.number() == number).findFirst();
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /**
     * Columns that tell rows apart: the primary key, else the shortest unique index over columns that are never NULL;
     * empty when only the whole content does.
     */
    public List<Column> key() {
        return uniques.stream()
                .filter(unique -> !unique.partial()
                        && !unique.exclusion()
                        && !unique.columns().contains(0))
                .filter(unique -> unique.primary()
                        || unique.columns().stream()
                                .allMatch(number ->
                                        column(number).map(Column::notNull).orElse(false)))
                .min(java.util.Comparator.comparing((Unique unique) -> !unique.primary())
                        .thenComparing(unique -> unique.columns().size())
                        .thenComparing(Unique::index))
                .map(unique -> unique.columns().stream()
                        .map(number -> column(number).orElseThrow())
                        .toList())
                .orElse(List.of());
    }
}
