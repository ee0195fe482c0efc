package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Reference;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes rows out again that we made, and whatever refers to them. */
final class Withdrawal {

    private final Connection session;
    private final RowOrigins origins;
    private final List<TableShape> tables;
    private final Set<RowKey> spared;
    private final Map<String, Integer> taken = new TreeMap<>();

    private Withdrawal(Connection session, RowOrigins origins, List<TableShape> tables, Set<RowKey> spared) {
        this.session = session;
        this.origins = origins;
        this.tables = tables;
        this.spared = spared;
    }

    /**
     * @param names tables to take rows out of; empty for all
     * @param spared rows that stay all the same
     * @return how many rows, by table
     */
    static Map<String, Integer> of(
            Connection session, RowOrigins origins, Collection<String> names, Population population, Set<RowKey> spared)
            throws SQLException {
        List<TableShape> all = TableShapes.within(session, names.isEmpty() ? origins.tables() : List.of(), names);
        Withdrawal withdrawal = new Withdrawal(
                session, origins, TableShapes.within(session, TableShapes.oids(session), List.of()), spared);
        // Neither triggers nor the checks of references: what would dangle is taken out by hand.
        execute(session, "SET LOCAL session_replication_role = replica");
        Deque<TableShape> open = new ArrayDeque<>();
        for (TableShape table : all) {
            if (withdrawal.remove(table, population)) {
                open.add(table);
            }
        }
        while (!open.isEmpty()) {
            open.addAll(withdrawal.removeDangling(open.remove()));
        }
        execute(session, "SET LOCAL session_replication_role = origin");
        return withdrawal.taken;
    }

    private boolean remove(TableShape table, Population population) throws SQLException {
        List<Column> key = table.key().isEmpty() ? table.columns() : table.key();
        List<String> places = new ArrayList<>();
        String sql = "SELECT tableoid::text, ctid::text"
                + key.stream().map(column -> ", " + column.quoted()).collect(Collectors.joining())
                + " FROM " + DataPicture.from(table);
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String identity = identity(row, key.size());
                if (origins.known(table.oid(), identity) == population
                        && !spared.contains(new RowKey(table.oid(), identity))) {
                    places.add("(CAST('" + row.getString(1) + "' AS oid), CAST('" + row.getString(2) + "' AS tid))");
                    origins.forget(table.oid(), identity);
                }
            }
        }
        return !places.isEmpty()
                && count(table, delete(table, "(tableoid, ctid) IN (VALUES " + String.join(", ", places) + ")"));
    }

    private static String identity(ResultSet row, int columns) throws SQLException {
        @Nullable String[] values = new String[columns];
        int[] places = new int[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = row.getString(i + 3);
            places[i] = i;
        }
        return TablePicture.identity(values, places);
    }

    private List<TableShape> removeDangling(TableShape parent) throws SQLException {
        List<TableShape> changed = new ArrayList<>();
        for (TableShape child : tables) {
            for (Reference reference : child.references()) {
                if (reference.target() == parent.oid() && count(child, delete(child, dangling(child, reference)))) {
                    changed.add(child);
                }
            }
        }
        return changed;
    }

    private static String dangling(TableShape child, Reference reference) {
        List<String> own = reference.columns().stream()
                .map(number -> child.column(number).map(Column::quoted).orElseThrow())
                .toList();
        StringBuilder match = new StringBuilder();
        for (int i = 0; i < own.size(); i++) {
            match.append(i == 0 ? "" : " AND ")
                    .append("lockkeeper_parent.")
                    .append(SqlText.identifier(reference.targetColumns().get(i)))
                    .append(" = lockkeeper_child.")
                    .append(own.get(i));
        }
        return own.stream()
                        .map(column -> "lockkeeper_child." + column + " IS NOT NULL AND ")
                        .collect(Collectors.joining())
                + "NOT EXISTS (SELECT FROM " + reference.targetName() + " lockkeeper_parent WHERE " + match + ")";
    }

    private int delete(TableShape table, String condition) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return statement.executeUpdate(
                    "DELETE FROM " + DataPicture.from(table) + " lockkeeper_child WHERE " + condition);
        }
    }

    private boolean count(TableShape table, int rows) {
        if (rows > 0) {
            taken.merge(table.name(), rows, Integer::sum);
        }
        return rows > 0;
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
