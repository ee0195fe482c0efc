package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that stand in tables before more are written: as many as it takes to know what is missing. */
final class StandingRows {

    private static final int ENOUGH = 400;

    /**
     * One row.
     *
     * @param place where it is stored, as two literals: the table that holds it and its place there
     */
    record Row(String place, List<@Nullable String> values, Population population) {

        @Nullable
        String[] array() {
            return values.toArray(String[]::new);
        }
    }

    private final Map<Long, List<Row>> rows = new HashMap<>();

    private StandingRows() {}

    static StandingRows read(Connection session, Collection<TableShape> tables, RowOrigins origins)
            throws SQLException {
        StandingRows standing = new StandingRows();
        if (tables.isEmpty()) {
            return standing;
        }
        String sql = tables.stream()
                .map(table -> "SELECT tableoid::text, ctid::text"
                        + table.columns().stream()
                                .map(column -> ", " + column.quoted())
                                .collect(Collectors.joining())
                        + " FROM " + DataPicture.from(table) + " LIMIT " + ENOUGH)
                .collect(Collectors.joining("; "));
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            for (TableShape table : tables) {
                standing.rows.put(table.oid(), rows(table, statement, origins));
                statement.getMoreResults();
            }
        }
        return standing;
    }

    private static List<Row> rows(TableShape table, Statement statement, RowOrigins origins) throws SQLException {
        List<Row> rows = new ArrayList<>();
        int[] key = new TablePicture(table, List.of(), null).keyPlaces();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                @Nullable String[] values = new String[table.columns().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.getString(i + 3);
                }
                String place = "CAST('" + row.getString(1) + "' AS oid), CAST('" + row.getString(2) + "' AS tid)";
                rows.add(new Row(
                        place, Arrays.asList(values), origins.of(table.oid(), TablePicture.identity(values, key))));
            }
        }
        return rows;
    }

    List<Row> of(TableShape table) {
        return rows.getOrDefault(table.oid(), List.of());
    }

    boolean any(TableShape table) {
        return !of(table).isEmpty();
    }

    /** Rows of this population that we made; those of the chain count as plain, but are not ours to change. */
    List<Row> ours(TableShape table, Population population, RowOrigins origins) {
        int[] key = new TablePicture(table, List.of(), null).keyPlaces();
        return of(table).stream()
                .filter(row -> row.population() == population)
                .filter(row -> origins.generated(table.oid(), TablePicture.identity(row.array(), key)))
                .toList();
    }

    /** Columns that an INSERT may name and that hold nothing in any row. */
    List<Column> hollow(TableShape table) {
        List<Column> hollow = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int place = i;
            if (table.columns().get(i).writable()
                    && of(table).stream().allMatch(row -> row.values().get(place) == null)) {
                hollow.add(table.columns().get(i));
            }
        }
        return hollow;
    }
}
