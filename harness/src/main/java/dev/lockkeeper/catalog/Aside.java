package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Does work of our own in a session that belongs to a migration, and leaves no trace in its settings and locks. */
public final class Aside {

    /**
     * What a script may have set and our own statements must not inherit: text forms of values, name lookup, time
     * limits, and the role, since only a superuser sees every row.
     */
    private static final List<String> SETTINGS = List.of(
            "search_path=pg_catalog",
            "TimeZone=UTC",
            "DateStyle=ISO, YMD",
            "IntervalStyle=postgres",
            "bytea_output=hex",
            "extra_float_digits=1",
            "lc_monetary=C",
            "xmlbinary=base64",
            "statement_timeout=0",
            "lock_timeout=0",
            "session_replication_role=origin",
            "row_security=on",
            "standard_conforming_strings=on",
            "quote_all_identifiers=off",
            "default_text_search_config=pg_catalog.simple",
            "plan_cache_mode=force_generic_plan",
            "jit=off");

    /** A trigger of the chain may never come to an end on rows that it did not expect. */
    private static final String LONGEST_WRITE = "10s";

    private static final String AS_OURSELVES = "SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE; SELECT ";

    private static final String SET =
            AS_OURSELVES + SETTINGS.stream().map(Aside::setting).collect(Collectors.joining(", "));

    /**
     * Triggers and functions of the user's own look names up on the path of the application: the session's, or the
     * database's when a script left the session without one.
     */
    private static final String SET_TO_WRITE = AS_OURSELVES
            + SETTINGS.stream().skip(1).map(Aside::setting).collect(Collectors.joining(", "))
            + ", set_config('statement_timeout', '" + LONGEST_WRITE + "', true)"
            + ", set_config('search_path', CASE WHEN current_setting('search_path') IN ('', '\"\"', 'pg_catalog')"
            + " THEN (SELECT reset_val FROM pg_catalog.pg_settings WHERE name = 'search_path')"
            + " ELSE current_setting('search_path') END, true)";

    private static final String READ = "SELECT session_user::text, current_setting('role'), "
            + SETTINGS.stream()
                    .map(setting -> "current_setting('" + nameOf(setting) + "')")
                    .collect(Collectors.joining(", "));

    private Aside() {}

    /** Something to do with a session. */
    public interface Work<T extends @Nullable Object> {
        T in(Connection session) throws SQLException;
    }

    /**
     * Reads: whatever the work does is rolled back, so that it leaves no lock, no setting and no row.
     *
     * @throws SQLException when the session's transaction has failed already, or from the work
     */
    public static <T extends @Nullable Object> T look(Connection session, Work<T> work) throws SQLException {
        boolean open = isOpen(session);
        execute(session, (open ? "SAVEPOINT lockkeeper_aside; " : begin(session)) + SET);
        try {
            return work.in(session);
        } finally {
            execute(session, open ? "ROLLBACK TO SAVEPOINT lockkeeper_aside; RELEASE lockkeeper_aside" : "ROLLBACK");
        }
    }

    /** Writes: what the work does stays (committed, when the session commits by itself), the settings are put back. */
    public static <T extends @Nullable Object> T write(Connection session, Work<T> work) throws SQLException {
        boolean open = isOpen(session) || !session.getAutoCommit();
        List<String> before = open ? settings(session) : List.of();
        execute(session, (open ? "SAVEPOINT lockkeeper_aside; " : begin(session)) + SET_TO_WRITE);
        boolean done = false;
        try {
            T result = work.in(session);
            done = true;
            return result;
        } finally {
            if (!open) {
                execute(session, done ? "COMMIT" : "ROLLBACK");
            } else if (done) {
                execute(session, restore(before) + "; RELEASE lockkeeper_aside");
            } else {
                execute(session, "ROLLBACK TO SAVEPOINT lockkeeper_aside; RELEASE lockkeeper_aside");
            }
        }
    }

    /** Something to ask the catalogue. */
    interface Question<T> {
        T ask(PreparedBySql prepared) throws SQLException;
    }

    private static final String PLAINLY = "SELECT current_setting('search_path'),"
            + " set_config('search_path', 'pg_catalog', true), (SELECT string_agg(name, ',')"
            + " FROM pg_catalog.pg_prepared_statements WHERE starts_with(name, '" + PreparedBySql.PREFIX + "'))";

    /** Reads with nothing but the system schema on the path, so that the server prints every name in full. */
    static <T> T plainly(Connection session, Question<T> question) throws SQLException {
        String path;
        Set<String> prepared = new HashSet<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(PLAINLY)) {
            row.next();
            path = row.getString(1);
            String names = row.getString(3);
            if (names != null) {
                prepared.addAll(Arrays.asList(names.split(",")));
            }
        }
        T answer = question.ask(new PreparedBySql(session, prepared));
        execute(session, "SELECT set_config('search_path', " + SqlText.literal(path) + ", true)");
        return answer;
    }

    // The driver opens the transaction itself when autocommit is off.
    private static String begin(Connection session) throws SQLException {
        return session.getAutoCommit() ? "BEGIN; " : "";
    }

    private static boolean isOpen(Connection session) throws SQLException {
        TransactionState state = session.unwrap(BaseConnection.class).getTransactionState();
        if (state == TransactionState.FAILED) {
            throw new SQLException("the session's transaction has failed already", "25P02");
        }
        return state == TransactionState.OPEN;
    }

    private static List<String> settings(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            row.next();
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= SETTINGS.size() + 2; i++) {
                values.add(row.getString(i));
            }
            return values;
        }
    }

    // The role goes last: after it the session may no longer be allowed to set the others.
    private static String restore(List<String> values) {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 0; i < SETTINGS.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append("set_config('")
                    .append(nameOf(SETTINGS.get(i)))
                    .append("', ")
                    .append(SqlText.literal(values.get(i + 2)))
                    .append(", true)");
        }
        return sql + "; SET LOCAL SESSION AUTHORIZATION " + SqlText.literal(values.get(0))
                + "; SELECT set_config('role', " + SqlText.literal(values.get(1)) + ", true)";
    }

    private static String setting(String assignment) {
        String value = assignment.substring(assignment.indexOf('=') + 1);
        return "set_config('" + nameOf(assignment) + "', '" + value + "', true)";
    }

    private static String nameOf(String assignment) {
        return assignment.substring(0, assignment.indexOf('='));
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
