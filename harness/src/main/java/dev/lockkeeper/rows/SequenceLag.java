package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShapes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds sequences against the rows that others wrote: rows of ours have keys that no sequence gave them. */
public final class SequenceLag {

    private SequenceLag() {}

    /**
     * The highest value that a row not of our making holds in a column, when it is one that the sequence has yet to
     * hand out.
     *
     * @param next what the sequence hands out next
     */
    public static OptionalLong highest(Connection session, String table, String column, long next, RowOrigins origins)
            throws SQLException {
        return Aside.look(session, c -> {
            List<TableShape> shapes = TableShapes.within(c, List.of(), List.of(table));
            return shapes.isEmpty() ? OptionalLong.empty() : highest(c, shapes.get(0), column, next, origins);
        });
    }

    private static OptionalLong highest(
            Connection session, TableShape table, String column, long next, RowOrigins origins) throws SQLException {
        List<Column> key = table.key().isEmpty() ? table.columns() : table.key();
        String name = table.column(column).map(Column::quoted).orElse(column);
        String sql = "SELECT " + name + "::bigint"
                + key.stream().map(one -> ", " + one.quoted()).collect(Collectors.joining())
                + " FROM " + DataPicture.from(table) + " WHERE " + name + " >= " + next + " ORDER BY 1 DESC";
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                @Nullable String[] values = new String[key.size()];
                int[] places = new int[values.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.getString(i + 2);
                    places[i] = i;
                }
                if (!origins.generated(table.oid(), TablePicture.identity(values, places))) {
                    return OptionalLong.of(row.getLong(1));
                }
            }
            return OptionalLong.empty();
        }
    }

    /** The value that a column's sequence hands out next, without taking it; nothing when it has none. */
    static OptionalLong next(Connection session, TableShape table, Column column) throws SQLException {
        String sequence;
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_get_serial_sequence("
                        + SqlText.literal(table.name()) + ", " + SqlText.literal(column.name()) + ")")) {
            row.next();
            sequence = row.getString(1);
        }
        if (sequence == null) {
            return OptionalLong.empty();
        }
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT last_value + is_called::int FROM " + sequence)) {
            row.next();
            return OptionalLong.of(row.getLong(1));
        }
    }
}
