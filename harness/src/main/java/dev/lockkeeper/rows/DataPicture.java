package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShapes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in some tables at a moment. Taking it leaves no trace in the session. */
public final class DataPicture {

    private final Map<Long, TablePicture> tables;
    private final List<String> unreadable;

    private DataPicture(Map<Long, TablePicture> tables, List<String> unreadable) {
        this.tables = tables;
        this.unreadable = List.copyOf(unreadable);
    }

    /** Of the named tables, as far as they exist; a partition stands for its whole table. */
    public static DataPicture take(Connection session, Collection<String> names) throws SQLException {
        return Aside.look(session, c -> of(c, TableShapes.contents(c, List.of(), names), Map.of()));
    }

    /** Of the same tables, wherever a rename has put them, and of others by name. */
    public DataPicture again(Connection session, Collection<String> others) throws SQLException {
        return Aside.look(session, c -> of(c, TableShapes.contents(c, tables.keySet(), others), tables));
    }

    /** Names of the tables in it. */
    public List<String> names() {
        return tables.values().stream().map(table -> table.shape().name()).toList();
    }

    /** How many rows a table has; nothing when it is not in the picture. */
    public Optional<Long> rows(String table) {
        return tables.values().stream()
                .filter(picture -> picture.shape().name().equals(table))
                .map(TablePicture::size)
                .findFirst();
    }

    /** Tables whose rows the server would not show, each with its answer. */
    public List<String> unreadable() {
        return unreadable;
    }

    /** The same shapes of tables and the same values in them. */
    public boolean same(DataPicture other) {
        return DataComparison.same(this, other);
    }

    Map<Long, TablePicture> tables() {
        return tables;
    }

    Optional<TablePicture> named(String table) {
        return tables.values().stream()
                .filter(picture -> picture.shape().name().equals(table))
                .findFirst();
    }

    private static DataPicture of(Connection session, List<TableShape> shapes, Map<Long, TablePicture> earlier)
            throws SQLException {
        Map<Long, TablePicture> tables = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        try {
            readAll(session, shapes, earlier, tables);
        } catch (SQLException oneOfThem) {
            tables.clear();
            for (TableShape shape : shapes) {
                readAlone(session, shape, earlier, tables, unreadable);
            }
        }
        return new DataPicture(tables, unreadable);
    }

    // All tables in one round trip; when one of them cannot be read, the caller asks for each on its own.
    private static void readAll(
            Connection session,
            List<TableShape> shapes,
            Map<Long, TablePicture> earlier,
            Map<Long, TablePicture> tables)
            throws SQLException {
        if (shapes.isEmpty()) {
            return;
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("SAVEPOINT lockkeeper_read");
            statement.execute(shapes.stream().map(DataPicture::select).collect(Collectors.joining("; ")));
            for (TableShape shape : shapes) {
                tables.put(shape.oid(), new TablePicture(shape, rows(statement, shape), null));
                statement.getMoreResults();
            }
        } catch (SQLException refused) {
            undo(session);
            throw refused;
        }
        for (TableShape shape : shapes) {
            TablePicture picture = tables.get(shape.oid());
            if (picture != null && picture.rows().size() > KeptRows.LONG) {
                KeptRows kept = KeptRows.of(session, shape, earlier.get(shape.oid()));
                tables.put(shape.oid(), new TablePicture(shape, kept.values(), kept));
            }
        }
    }

    private static void readAlone(
            Connection session,
            TableShape shape,
            Map<Long, TablePicture> earlier,
            Map<Long, TablePicture> tables,
            List<String> unreadable)
            throws SQLException {
        try {
            readAll(session, List.of(shape), earlier, tables);
        } catch (SQLException refused) {
            unreadable.add(shape.name() + ": " + refused.getMessage());
        }
    }

    private static void undo(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("ROLLBACK TO SAVEPOINT lockkeeper_read");
        }
    }

    // A table without columns still has rows, hence the constant.
    private static String select(TableShape shape) {
        return "SELECT "
                + shape.columns().stream().map(column -> column.quoted() + ", ").collect(Collectors.joining())
                + "1 FROM " + from(shape) + " LIMIT " + (KeptRows.LONG + 1);
    }

    /** Rows of tables that inherit belong to those tables, rows of partitions to the whole. */
    static String from(TableShape shape) {
        return (shape.partitioned() ? "" : "ONLY ") + shape.name();
    }

    private static List<@Nullable String[]> rows(Statement statement, TableShape shape) throws SQLException {
        List<@Nullable String[]> rows = new ArrayList<>();
        List<Column> columns = shape.columns();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                @Nullable String[] values = new String[columns.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.getString(i + 1);
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
