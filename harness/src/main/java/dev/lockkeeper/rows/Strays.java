package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.model.Population;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that refer to no parent, where no foreign key says they must. */
public record Strays(ImpliedKey key, List<Stray> rows) {

    /**
     * One row that refers to no parent.
     *
     * @param value what its columns say
     * @param fromUser whether the user gave it
     */
    public record Stray(String value, boolean fromUser) {}

    /** Whoever has more of them knows it, and lives with it. */
    private static final int MANY = 1000;

    public Strays {
        rows = List.copyOf(rows);
    }

    /** Of the rows that stand now; nothing where there are too many to tell apart. */
    public static List<Strays> of(Connection session, Collection<ImpliedKey> keys, RowOrigins origins)
            throws SQLException {
        return Aside.look(session, c -> {
            List<Strays> all = new ArrayList<>();
            for (ImpliedKey key : keys) {
                List<Stray> rows = rows(c, key, origins);
                if (rows.size() < MANY) {
                    all.add(new Strays(key, rows));
                }
            }
            return all;
        });
    }

    /** Of some values those that a row of the parent holds now. */
    public static Set<String> held(Connection session, ImpliedKey key, Collection<String> values) throws SQLException {
        return Aside.look(session, c -> {
            Set<String> held = new HashSet<>();
            try (PreparedStatement ask = c.prepareStatement("SELECT " + value("y", key.parentColumns()) + " FROM "
                    + key.parent() + " y WHERE " + value("y", key.parentColumns()) + " = ANY (?)")) {
                Array wanted = c.createArrayOf("text", values.toArray());
                ask.setArray(1, wanted);
                try (ResultSet row = ask.executeQuery()) {
                    while (row.next()) {
                        held.add(row.getString(1));
                    }
                }
            }
            return held;
        });
    }

    private static List<Stray> rows(Connection session, ImpliedKey key, RowOrigins origins) throws SQLException {
        List<TableShape> shapes = TableShapes.within(session, List.of(), List.of(key.child()));
        List<Stray> rows = new ArrayList<>();
        if (shapes.isEmpty()) {
            return rows;
        }
        TableShape child = shapes.get(0);
        List<Column> identity = child.key().isEmpty() ? child.columns() : child.key();
        int[] places = IntStream.range(0, identity.size()).toArray();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(select(key, identity))) {
            while (row.next()) {
                @Nullable String[] values = new String[places.length];
                for (int place : places) {
                    values[place] = row.getString(place + 2);
                }
                String name = TablePicture.identity(values, places);
                rows.add(new Stray(row.getString(1), origins.known(child.oid(), name) == Population.FIXTURE));
            }
        }
        return rows;
    }

    private static String select(ImpliedKey key, List<Column> identity) {
        String value = value("x", key.columns());
        return "SELECT " + value
                + identity.stream().map(one -> ", x." + one.quoted()).collect(Collectors.joining())
                + " FROM " + key.child() + " x WHERE "
                + key.columns().stream()
                        .map(column -> "x." + column + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "))
                + " AND NOT EXISTS (SELECT FROM " + key.parent() + " y WHERE "
                + IntStream.range(0, key.columns().size())
                        .mapToObj(i -> "y." + key.parentColumns().get(i) + " = x."
                                + key.columns().get(i))
                        .collect(Collectors.joining(" AND "))
                + ") ORDER BY 1 LIMIT " + MANY;
    }

    private static String value(String alias, List<String> columns) {
        return columns.size() == 1
                ? alias + "." + columns.get(0) + "::text"
                : columns.stream().map(column -> alias + "." + column).collect(Collectors.joining(", ", "ROW(", ")::text"));
    }
}
