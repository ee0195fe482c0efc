package dev.lockkeeper.experiment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Somebody who reads, or writes, one row of one table again and again; what he writes is rolled back. */
final class ContentionProbe implements AutoCloseable {

    /** Between two tries, so that many of them leave the server time for the step. */
    private static final long PAUSE_MILLIS = 10;

    private static final long PATIENCE_MILLIS = 5_000;

    private final String table;
    private final boolean writes;
    private final Connection connection;
    private final int process;
    private final String sql;
    private final ContentionScene scene;
    private final Thread thread;

    private ContentionProbe(String table, boolean writes, Connection connection, String sql, ContentionScene scene)
            throws SQLException {
        this.table = table;
        this.writes = writes;
        this.connection = connection;
        this.process = connection.unwrap(PGConnection.class).getBackendPID();
        this.sql = sql;
        this.scene = scene;
        this.thread = new Thread(this::work, "rehearsal of " + table);
        this.thread.setDaemon(true);
    }

    static Optional<ContentionProbe> reading(String table, Connection connection, ContentionScene scene)
            throws SQLException {
        prepare(connection);
        String sql = "SELECT 1 FROM " + table + " LIMIT 1";
        return works(connection, sql)
                ? Optional.of(new ContentionProbe(table, false, connection, sql, scene))
                : unable(connection);
    }

    /** He changes a row to what it is; where there is none, or somebody forbids it, he writes none but asks for the right to. */
    static Optional<ContentionProbe> writing(String table, Connection connection, ContentionScene scene)
            throws SQLException {
        prepare(connection);
        Optional<String> column = writable(table, connection);
        connection.setAutoCommit(false);
        if (column.isPresent()) {
            String sql = "UPDATE " + table + " SET " + column.get() + " = " + column.get()
                    + " WHERE ctid = (SELECT ctid FROM " + table + " LIMIT 1)";
            if (works(connection, sql)) {
                return Optional.of(new ContentionProbe(table, true, connection, sql, scene));
            }
        }
        String sql = "DELETE FROM " + table + " WHERE false";
        return works(connection, sql)
                ? Optional.of(new ContentionProbe(table, true, connection, sql, scene))
                : unable(connection);
    }

    private static Optional<ContentionProbe> unable(Connection connection) throws SQLException {
        connection.close();
        return Optional.empty();
    }

    /** He waits as long as it takes, whatever the database says of its sessions. */
    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout TO 0; SET lock_timeout TO 0");
        }
    }

    private static boolean works(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException refused) {
            return false;
        } finally {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        }
    }

    /** A column of the table that anybody may set. */
    private static Optional<String> writable(String table, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_catalog.quote_ident(attname) FROM pg_catalog.pg_attribute"
                                + " WHERE attrelid = " + literal(table) + "::pg_catalog.regclass AND attnum > 0"
                                + " AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'"
                                + " ORDER BY attnum DESC LIMIT 1")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    void start() {
        thread.start();
    }

    String table() {
        return table;
    }

    boolean writes() {
        return writes;
    }

    int process() {
        return process;
    }

    private void work() {
        try {
            while (scene.awaitTurn(PAUSE_MILLIS)) {
                scene.begins(this);
                once();
                scene.ends(this);
            }
        } catch (SQLException lost) {
            scene.lost(this);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The table may be gone or changed by now, and he may be asked to give way: he tries again. */
    private void once() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            if (connection.isClosed()) {
                throw refused;
            }
        }
        if (writes) {
            connection.rollback();
        }
    }

    /** Waits for what he is at; the scene has told him to stop. */
    @Override
    public void close() throws SQLException {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        connection.abort(Runnable::run);
    }
}
