package dev.lockkeeper.experiment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Where all sequences stand; a rollback does not take them back, so that an experiment must do it itself. */
final class SequencePositions {

    private static final String READ =
            """
            SELECT s.seqrelid::bigint, coalesce(pg_catalog.pg_sequence_last_value(s.seqrelid), s.seqstart),
                   pg_catalog.pg_sequence_last_value(s.seqrelid) IS NOT NULL
              FROM pg_catalog.pg_sequence s
              JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid AND c.relpersistence <> 't'""";

    private record Position(long value, boolean called) {}

    private final Connection connection;
    private final Map<Long, Position> positions;

    private SequencePositions(Connection connection, Map<Long, Position> positions) {
        this.connection = connection;
        this.positions = positions;
    }

    static SequencePositions of(Connection connection) throws SQLException {
        return new SequencePositions(connection, read(connection));
    }

    void restore() throws SQLException {
        Map<Long, Position> now = read(connection);
        try (PreparedStatement set =
                connection.prepareStatement("SELECT pg_catalog.setval((?::bigint)::oid::regclass, ?, ?)")) {
            for (Map.Entry<Long, Position> then : positions.entrySet()) {
                Position moved = now.get(then.getKey());
                if (moved != null && !moved.equals(then.getValue())) {
                    set.setLong(1, then.getKey());
                    set.setLong(2, then.getValue().value());
                    set.setBoolean(3, then.getValue().called());
                    set.execute();
                }
            }
        }
    }

    private static Map<Long, Position> read(Connection connection) throws SQLException {
        Map<Long, Position> positions = new TreeMap<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(READ)) {
            while (rows.next()) {
                positions.put(rows.getLong(1), new Position(rows.getLong(2), rows.getBoolean(3)));
            }
        }
        return positions;
    }
}
