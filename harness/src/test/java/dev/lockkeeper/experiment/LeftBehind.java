package dev.lockkeeper.experiment;

import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is on a server that was not there before: databases, sessions, locks, prepared transactions, roles. */
final class LeftBehind {

    private static final String QUESTION =
            """
            SELECT 'database ' || datname FROM pg_database
            UNION ALL
            SELECT 'session ' || pid || ' of ' || coalesce(datname, backend_type) FROM pg_stat_activity
            WHERE backend_type IN ('client backend', 'parallel worker') AND pid <> pg_backend_pid()
            UNION ALL
            SELECT 'lock ' || mode || ' on ' || locktype FROM pg_locks WHERE pid IS DISTINCT FROM pg_backend_pid()
            UNION ALL
            SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts
            UNION ALL
            SELECT 'role ' || rolname FROM pg_roles
            ORDER BY 1
            """;

    private final ThrowawayServer server;
    private final List<String> before;

    private LeftBehind(ThrowawayServer server, List<String> before) {
        this.server = server;
        this.before = before;
    }

    static LeftBehind since(ThrowawayServer server) throws SQLException {
        return new LeftBehind(server, look(server));
    }

    /** A session takes a moment to end, which it is given. */
    List<String> now() throws SQLException {
        List<String> left = look();
        for (int tries = 0; !left.isEmpty() && tries < 100; tries++) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            left = look();
        }
        return left;
    }

    private List<String> look() throws SQLException {
        List<String> left = look(server);
        left.removeAll(before);
        return left;
    }

    private static List<String> look(ThrowawayServer server) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection session = server.connect("postgres");
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            while (row.next()) {
                seen.add(row.getString(1));
            }
        }
        return seen;
    }
}
