package dev.lockkeeper.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a server something in one line. */
final class Answers {

    private Answers() {}

    static String ask(ThrowawayServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return ask(connection, sql);
        }
    }

    /** The first value of the first row there is; empty when no statement returns any. */
    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                if (statement.getUpdateCount() < 0) {
                    return "";
                }
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
