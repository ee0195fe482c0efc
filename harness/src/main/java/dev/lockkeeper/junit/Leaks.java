package dev.lockkeeper.junit;

import dev.lockkeeper.experiment.MovableStage;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a test leaves open on its server: connections, transactions, prepared transactions, databases. */
final class Leaks {

    /** A session that was closed is listed for a moment longer. */
    private static final int LOOKS = 40;

    private static final int PAUSE_MILLIS = 25;

    private final ThrowawayServer server;
    private final MovableStage stage;
    private final Set<String> databasesBefore;

    private Leaks(ThrowawayServer server, MovableStage stage, Set<String> databasesBefore) {
        this.server = server;
        this.stage = stage;
        this.databasesBefore = databasesBefore;
    }

    /** The server belongs to the test alone, so what is new on it at the end is the test's doing. */
    static Leaks before(ThrowawayServer server, MovableStage stage) throws SQLException {
        try (Connection session = server.connect("postgres")) {
            return new Leaks(server, stage, texts(session, "SELECT datname FROM pg_catalog.pg_database"));
        }
    }

    /** Says what was left, a line each, and clears it away. */
    List<String> found(OpenConnections connections) throws SQLException {
        List<String> left = new ArrayList<>();
        Map<Integer, String> forgotten = connections.forgotten();
        try (Connection session = server.connect("postgres")) {
            left.addAll(sessions(session, forgotten));
            connections.closeAll();
            left.addAll(prepared(session));
            left.addAll(databases(session));
        }
        return left;
    }

    private List<String> sessions(Connection session, Map<Integer, String> forgotten) throws SQLException {
        Map<Integer, String> open = open(session);
        for (int look = 0; look < LOOKS && !forgotten.keySet().containsAll(open.keySet()); look++) {
            pause();
            open = open(session);
        }
        List<String> left = new ArrayList<>();
        open.forEach((backend, state) -> left.add("a connection (" + state + "), "
                + (forgotten.containsKey(backend)
                        ? "taken at " + forgotten.get(backend)
                        : "opened without the DataSource of the test")));
        return left;
    }

    private Map<Integer, String> open(Connection session) throws SQLException {
        Map<Integer, String> states = new TreeMap<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pid, coalesce(state, 'starting') FROM"
                        + " pg_catalog.pg_stat_activity WHERE backend_type = 'client backend' AND datname = '"
                        + stage.address().database().replace("'", "''") + "' AND pid <> " + stage.backend())) {
            while (rows.next()) {
                states.put(rows.getInt(1), rows.getString(2));
            }
        }
        return states;
    }

    private List<String> prepared(Connection session) throws SQLException {
        String database = stage.address().database();
        List<String> left = new ArrayList<>();
        for (String prepared : texts(
                session,
                "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = '" + database.replace("'", "''")
                        + "'")) {
            left.add("the prepared transaction " + prepared);
            try (Connection inside = server.connect(database);
                    Statement statement = inside.createStatement()) {
                statement.execute("ROLLBACK PREPARED '" + prepared.replace("'", "''") + "'");
            }
        }
        return left;
    }

    private List<String> databases(Connection session) throws SQLException {
        Set<String> extra = texts(session, "SELECT datname FROM pg_catalog.pg_database");
        extra.removeAll(databasesBefore);
        for (String name : extra) {
            try (Statement statement = session.createStatement()) {
                statement.execute("DROP DATABASE \"" + name.replace("\"", "\"\"") + "\" WITH (FORCE)");
            }
        }
        return extra.stream().map(name -> "the database " + name).toList();
    }

    private static Set<String> texts(Connection session, String sql) throws SQLException {
        Set<String> texts = new TreeSet<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
