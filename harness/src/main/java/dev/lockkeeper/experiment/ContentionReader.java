package dev.lockkeeper.experiment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Somebody with a long report: a transaction that has read of every table and does not end. It keeps its snapshot, as
 * {@code pg_dump} does, since that is what statements like CREATE INDEX CONCURRENTLY wait for.
 */
final class ContentionReader implements AutoCloseable {

    /** How often one comes back, where a step commits statement by statement and each of them may wait. */
    private static final int VISITS = 5;

    private final Connection connection;
    private final int process;
    private final List<String> tables;
    private int visits;
    private boolean reading;

    ContentionReader(Connection connection, List<String> tables) throws SQLException {
        this.connection = connection;
        this.process = connection.unwrap(PGConnection.class).getBackendPID();
        this.tables = tables;
        execute("SET statement_timeout TO 0; SET lock_timeout TO 0; SET idle_in_transaction_session_timeout TO 0");
    }

    int process() {
        return process;
    }

    /** Begins to read, unless he does already or has come often enough. */
    synchronized void come() throws SQLException {
        if (reading || visits == VISITS) {
            return;
        }
        visits++;
        reading = true;
        execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        for (String table : tables) {
            touch(table);
        }
    }

    /** A table may be gone by now. */
    private void touch(String table) throws SQLException {
        execute("SAVEPOINT before_touching");
        try {
            execute("SELECT 1 FROM " + table + " LIMIT 1");
        } catch (SQLException gone) {
            execute("ROLLBACK TO SAVEPOINT before_touching");
        }
    }

    synchronized void letGo() throws SQLException {
        if (reading) {
            reading = false;
            execute("COMMIT");
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
