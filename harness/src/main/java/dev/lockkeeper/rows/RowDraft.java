package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows on their way into one table: SQL text for each cell of the columns that an INSERT names. */
final class RowDraft {

    static final String NULL = "NULL";
    static final String DEFAULT = "DEFAULT";

    private final TableShape table;
    private final Population population;
    private final long band;
    private final List<Column> columns;
    private final Set<Integer> fixed = new HashSet<>();
    private List<String[]> rows;

    RowDraft(TableShape table, Population population, long band) {
        this.table = table;
        this.population = population;
        this.band = band;
        this.columns = table.columns().stream().filter(Column::writable).toList();
        this.rows = new ArrayList<>();
    }

    TableShape table() {
        return table;
    }

    Population population() {
        return population;
    }

    long band() {
        return band;
    }

    List<Column> columns() {
        return columns;
    }

    List<String[]> rows() {
        return rows;
    }

    /** Makes a column keep what stands in it. */
    void fix(int place) {
        fixed.add(place);
    }

    boolean isFixed(int place) {
        return fixed.contains(place);
    }

    void keep(List<String[]> others) {
        rows = new ArrayList<>(others);
    }

    String[] add() {
        String[] row = new String[columns.size()];
        Arrays.fill(row, NULL);
        rows.add(row);
        return row;
    }

    /** The place of a column among those written, or -1. */
    int place(int columnNumber) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).number() == columnNumber) {
                return i;
            }
        }
        return -1;
    }

    int place(String columnName) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(columnName)) {
                return i;
            }
        }
        return -1;
    }

    /** Places of several columns, or nothing when one of them is not written. */
    int[] places(List<Integer> columnNumbers) {
        int[] places = columnNumbers.stream().mapToInt(this::place).toArray();
        return Arrays.stream(places).anyMatch(place -> place < 0) ? new int[0] : places;
    }

    static boolean isNull(String cell) {
        return cell.equals(NULL);
    }

    static boolean isOpen(String cell) {
        return cell.equals(DEFAULT);
    }
}
