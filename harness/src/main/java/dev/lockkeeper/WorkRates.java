package dev.lockkeeper;

import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * How fast the throwaway server rewrites, scans and indexes a table, measured once in a run. It keeps its data in memory
 * and syncs nothing, so a live server is rarely faster and often several times slower; that is why a cost is a range.
 */
final class WorkRates {

    /** How much slower a server with disks, a log to write and others at work may be. */
    private static final double SLOWER = 8;

    private static final int ROWS = 100_000;

    private static final Map<ThrowawayServer, WorkRates> BY_SERVER = new WeakHashMap<>();

    private final Map<String, Double> bytesPerSecond;
    private final Map<String, Double> rowsPerSecond;

    private WorkRates(Map<String, Double> bytesPerSecond, Map<String, Double> rowsPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        this.rowsPerSecond = rowsPerSecond;
    }

    /** Seconds, from the measured rate to that of a slow server. */
    record Range(double low, double high) {}

    /** Those of a server, measured when first asked for. */
    static WorkRates of(ThrowawayServer server) {
        synchronized (BY_SERVER) {
            return BY_SERVER.computeIfAbsent(server, WorkRates::measured);
        }
    }

    private static WorkRates measured(ThrowawayServer server) {
        try {
            return measure(server);
        } catch (SQLException lost) {
            throw LockkeeperException.because("Could not measure how fast the throwaway server works.")
                    .answered(lost.getSQLState() + ": " + lost.getMessage())
                    .causedBy(lost);
        }
    }

    private static WorkRates measure(ThrowawayServer server) throws SQLException {
        String database = server.createDatabase("rates");
        try (Connection session = server.connect(database);
                Statement statement = session.createStatement()) {
            statement.execute("CREATE TABLE t(id bigint, n integer, word text)");
            statement.execute(
                    "INSERT INTO t SELECT i, i % 1000, repeat('x', 60) FROM generate_series(1, " + ROWS + ") i");
            statement.execute("ANALYZE t");
            double bytes = bytes(statement);
            Map<String, Double> byBytes = new TreeMap<>();
            Map<String, Double> byRows = new TreeMap<>();
            measure(statement, "scan", "ALTER TABLE t ADD CHECK (n IS NOT NULL)", bytes, byBytes, byRows);
            measure(statement, "index build", "CREATE INDEX ON t(word, id)", bytes, byBytes, byRows);
            measure(
                    statement,
                    "rewrite",
                    "ALTER TABLE t ALTER COLUMN n TYPE bigint",
                    bytes(statement),
                    byBytes,
                    byRows);
            return new WorkRates(byBytes, byRows);
        } finally {
            server.dropDatabase(database);
        }
    }

    /** The work goes by bytes or by rows, whichever takes longer. */
    Range seconds(String work, long bytes, long rows) {
        double byBytes = bytes / bytesPerSecond.getOrDefault(work, 1e9);
        double byRows = rows / rowsPerSecond.getOrDefault(work, 1e9);
        return new Range(Math.min(byBytes, byRows), Math.max(byBytes, byRows) * SLOWER);
    }

    private static void measure(
            Statement statement,
            String work,
            String sql,
            double bytes,
            Map<String, Double> byBytes,
            Map<String, Double> byRows)
            throws SQLException {
        long started = System.nanoTime();
        statement.execute(sql);
        double seconds = Math.max(1e-6, (System.nanoTime() - started) / 1e9);
        byBytes.put(work, bytes / seconds);
        byRows.put(work, ROWS / seconds);
    }

    private static double bytes(Statement statement) throws SQLException {
        try (java.sql.ResultSet row =
                statement.executeQuery("SELECT pg_catalog.pg_table_size('t') + pg_catalog.pg_indexes_size('t')")) {
            row.next();
            return row.getDouble(1);
        }
    }
}
