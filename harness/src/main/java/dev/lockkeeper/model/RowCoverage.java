package dev.lockkeeper.model;

import java.util.List;

/**
 * How much of the schema at head stood under rows.
 *
 * @param gaps tables and columns that could not be filled, and why
 */
public record RowCoverage(int tables, int covered, int columns, int coveredColumns, List<String> gaps) {

    public RowCoverage {
        gaps = List.copyOf(gaps);
    }

    public static RowCoverage none() {
        return new RowCoverage(0, 0, 0, 0, List.of());
    }
}
