package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The statements of one reader, prepared by SQL when first wanted.
 *
 * <p>The driver's own prepared statements are of no use here: it forgets them after each {@code CREATE}, {@code ALTER} or
 * {@code DROP}, and planning them again would cost ten times what they cost to run.
 */
final class Queries {

    private static final String OURS = "lockkeeper_";

    private static final AtomicInteger READERS = new AtomicInteger();

    private static final AtomicLong READINGS = new AtomicLong();

    private final Connection connection;
    private final History history = new History();
    private final Set<String> prepared = new HashSet<>();
    private String prefix = nextPrefix();

    Queries(Connection connection) {
        this.connection = connection;
    }

    /** What is done with one row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    PlainSession enter() throws SQLException {
        String mark = "reading " + READINGS.incrementAndGet();
        PlainSession session = new PlainSession(connection, prefix, mark);
        history.entered(mark, session.lastMark());
        if (session.prepared() != prepared.size()) {
            // A script said DISCARD ALL or the like; what is left keeps its names, so take new ones.
            prepared.clear();
            prefix = nextPrefix();
        }
        return session;
    }

    static String keepingPlace(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.current_setting('lockkeeper.mark', true),"
                        + " (SELECT string_agg(format('; DEALLOCATE %I', name), '') FROM pg_catalog.pg_prepared_statements"
                        + " WHERE from_sql AND NOT starts_with(name, '" + OURS + "'))")) {
            row.next();
            String mark = row.getString(1);
            String others = row.getString(2);
            return "SELECT pg_catalog.set_config('lockkeeper.mark', '" + (mark == null ? "" : mark) + "', false)"
                    + (others == null ? "" : others);
        }
    }

    History history() {
        return history;
    }

    /** The call of a statement, which is prepared if it is not yet. */
    String call(String name, String parameterTypes, Supplier<String> sql, String... arguments) throws SQLException {
        if (prepared.add(name)) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("PREPARE " + prefix + name + parameterTypes + " AS " + sql.get());
            }
        }
        String list = arguments.length == 0 ? "" : "(" + String.join(", ", arguments) + ")";
        return "EXECUTE " + prefix + name + list;
    }

    /** Runs calls in one round trip. */
    void run(List<String> calls, List<RowReader> readers) throws SQLException {
        if (calls.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            boolean more = statement.execute(String.join(";", calls));
            for (RowReader reader : readers) {
                if (!more) {
                    throw new SQLException("A catalogue query returned no rows where some were due.");
                }
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        reader.read(row);
                    }
                }
                more = statement.getMoreResults();
            }
        }
    }

    private static String nextPrefix() {
        return OURS + READERS.incrementAndGet() + "_";
    }
}
