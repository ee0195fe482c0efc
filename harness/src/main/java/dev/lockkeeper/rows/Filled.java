package dev.lockkeeper.rows;

import java.util.List;
import java.util.Map;

/**
 * What a call of the generator wrote.
 *
 * @param rows by table, rows inserted
 * @param completed by table, columns that had no value and now have some
 * @param gaps tables and columns that stayed without, and why
 */
public record Filled(Map<String, Integer> rows, Map<String, List<String>> completed, List<String> gaps) {

    public Filled {
        rows = Map.copyOf(rows);
        completed = Map.copyOf(completed);
        gaps = List.copyOf(gaps);
    }
}
