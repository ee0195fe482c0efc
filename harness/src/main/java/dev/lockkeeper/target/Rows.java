package dev.lockkeeper.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks a live database and turns rows into values. */
final class Rows {

    /** Makes a value of one row. */
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private Rows() {}

    static <T> List<T> of(Connection session, String sql, Reading<T> reading) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return all(rows, reading);
        }
    }

    static <T> List<T> of(Connection session, String sql, List<String> values, Reading<T> reading) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return all(rows, reading);
            }
        }
    }

    /** The columns of a table, or none when it is not there. */
    static Set<String> columns(Connection session, HistoryTable table) throws SQLException {
        return new TreeSet<>(of(
                session,
                "SELECT a.attname::text FROM pg_catalog.pg_attribute a"
                        + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped",
                List.of(table.schema(), table.name()),
                row -> row.getString(1)));
    }

    /** A moment; tools that keep no time zone are taken to have meant UTC. */
    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return null;
        }
        int type = row.getMetaData().getColumnType(row.findColumn(column));
        boolean zoned = "timestamptz".equals(row.getMetaData().getColumnTypeName(row.findColumn(column)));
        if (zoned || type == java.sql.Types.TIMESTAMP_WITH_TIMEZONE) {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static <T> List<T> all(ResultSet rows, Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            all.add(reading.of(rows));
        }
        return all;
    }
}
