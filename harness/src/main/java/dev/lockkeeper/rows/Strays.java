package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.Aside;
import dev.lockkeeper.catalog.ImpliedKey;
import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShapes;
import dev.lockkeeper.model.Population;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that refer to no parent, where no foreign key says they must.
 *
 * @param rows how many there are of each value
 */
public record Strays(ImpliedKey key, Map<String, Long> rows) {

    /** Whoever has more values of them knows it, and lives with it. */
    private static final int MANY = 1000;

    public Strays {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    /** Of the rows that stand now; a key with too many to tell apart is left out. */
    public static List<Strays> of(Connection session, Collection<ImpliedKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        return Aside.look(session, c -> {
            List<Strays> all = new ArrayList<>();
            for (ImpliedKey key : keys) {
                Map<String, Long> rows = rows(c, key);
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
                ask.setArray(1, c.createArrayOf("text", values.toArray()));
                try (ResultSet row = ask.executeQuery()) {
                    while (row.next()) {
                        held.add(row.getString(1));
                    }
                }
            }
            return held;
        });
    }

    /** How many of the rows with these values the user gave. */
    public static Map<String, Long> givenByUser(
            Connection session, ImpliedKey key, Collection<String> values, RowOrigins origins) throws SQLException {
        return Aside.look(session, c -> {
            List<TableShape> shapes = TableShapes.within(c, List.of(), List.of(key.child()));
            return shapes.isEmpty() || !origins.hasFixtures(shapes.get(0).oid())
                    ? Map.<String, Long>of()
                    : givenByUser(c, key, values, shapes.get(0), origins);
        });
    }

    private static Map<String, Long> givenByUser(
            Connection session, ImpliedKey key, Collection<String> values, TableShape child, RowOrigins origins)
            throws SQLException {
        List<Column> identity = child.key().isEmpty() ? child.columns() : child.key();
        int[] places = IntStream.range(0, identity.size()).toArray();
        String value = value("x", key.columns());
        String sql = "SELECT " + value
                + identity.stream().map(one -> ", x." + one.quoted()).collect(Collectors.joining())
                + " FROM " + DataPicture.from(child) + " x WHERE " + value + " = ANY (?)";
        Map<String, Long> given = new TreeMap<>();
        try (PreparedStatement ask = session.prepareStatement(sql)) {
            ask.setArray(1, session.createArrayOf("text", values.toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    @Nullable String[] found = new String[places.length];
                    for (int place : places) {
                        found[place] = row.getString(place + 2);
                    }
                    if (origins.of(child.oid(), TablePicture.identity(found, places)) == Population.FIXTURE) {
                        given.merge(row.getString(1), 1L, Long::sum);
                    }
                }
            }
        }
        return given;
    }

    private static Map<String, Long> rows(Connection session, ImpliedKey key) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(select(key))) {
            while (row.next()) {
                rows.put(row.getString(1), row.getLong(2));
            }
        }
        return rows;
    }

    private static String select(ImpliedKey key) {
        return "SELECT " + value("x", key.columns()) + ", count(*) FROM " + key.child() + " x WHERE "
                + key.columns().stream()
                        .map(column -> "x." + column + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "))
                + " AND NOT EXISTS (SELECT FROM " + key.parent() + " y WHERE "
                + IntStream.range(0, key.columns().size())
                        .mapToObj(i -> "y." + key.parentColumns().get(i) + " = x."
                                + key.columns().get(i))
                        .collect(Collectors.joining(" AND "))
                + ") GROUP BY 1 LIMIT " + MANY;
    }

    private static String value(String alias, List<String> columns) {
        return columns.size() == 1
                ? alias + "." + columns.get(0) + "::text"
                : columns.stream()
                        .map(column -> alias + "." + column)
                        .collect(Collectors.joining(", ", "ROW(", ")::text"));
    }
}
