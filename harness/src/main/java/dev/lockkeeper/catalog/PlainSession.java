package dev.lockkeeper.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Utils;

/**
 * Settings under which the server prints every definition the same way, for the time of one reading, after which the
 * session is as it was: inside an open transaction each setting is set and put back for that transaction only, and outside
 * one the reading has a transaction of its own.
 */
final class PlainSession implements AutoCloseable {

    private static final Map<String, String> SETTINGS = settings();
    private static final String ENTER = enter();

    private final BaseConnection connection;
    private final boolean ownTransaction;
    private final boolean autoCommit;
    private final Map<String, String> before = new LinkedHashMap<>();
    private final boolean superuser;
    private final int prepared;
    private final String lastMark;

    /**
     * Enters.
     *
     * @param prefix of the names of prepared statements to count, since a script may throw all of them away
     * @param mark what to leave in the session: like any setting it is gone when the transaction, or the savepoint, that
     *     it was left in is rolled back, and that is how a later reading knows
     */
    PlainSession(Connection given, String prefix, String mark) throws SQLException {
        connection = given.unwrap(BaseConnection.class);
        ownTransaction = connection.getTransactionState() == TransactionState.IDLE;
        autoCommit = connection.getAutoCommit();
        if (ownTransaction && autoCommit) {
            connection.setAutoCommit(false);
        }
        String counted =
                "(SELECT count(*) FROM pg_catalog.pg_prepared_statements WHERE starts_with(name, '" + prefix + "'))";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ENTER + ", " + counted + ", " + marking(mark))) {
            row.next();
            List<String> names = List.copyOf(SETTINGS.keySet());
            for (int i = 0; i < names.size(); i++) {
                before.put(names.get(i), row.getString(i + 1));
            }
            superuser = "on".equals(row.getString("is_superuser"));
            prepared = row.getInt("count");
            lastMark = row.getString("last_mark");
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        // First, since a role of the user's may not be allowed to read everything.
        settings.put("role", "none");
        // With no path every name is printed with its schema.
        settings.put("search_path", "");
        settings.put("datestyle", "ISO, MDY");
        settings.put("intervalstyle", "postgres");
        settings.put("timezone", "UTC");
        settings.put("extra_float_digits", "3");
        settings.put("bytea_output", "hex");
        settings.put("quote_all_identifiers", "off");
        settings.put("standard_conforming_strings", "on");
        settings.put("lc_monetary", "C");
        settings.put("statement_timeout", "0");
        settings.put("lock_timeout", "0");
        // Planning these queries costs more than running them, and no plan depends on the parameters' values.
        settings.put("plan_cache_mode", "force_generic_plan");
        settings.put("jit", "off");
        // The queries are written in the order they are to be joined in; to look for a better one takes longer than
        // they run.
        settings.put("join_collapse_limit", "1");
        settings.put("from_collapse_limit", "1");
        return settings;
    }

    private static String enter() {
        String old = SETTINGS.keySet().stream()
                .map(name -> "pg_catalog.current_setting('" + name + "')")
                .collect(Collectors.joining(", "));
        String plain = SETTINGS.entrySet().stream()
                .map(entry -> "pg_catalog.set_config('" + entry.getKey() + "', '" + entry.getValue() + "', true)")
                .collect(Collectors.joining(", "));
        // What the server says of other sessions it would otherwise remember until the end of the transaction.
        return "SELECT " + old + ", " + plain
                + ", pg_catalog.pg_stat_clear_snapshot(), pg_catalog.current_setting('is_superuser') AS is_superuser";
    }

    private static String marking(String mark) {
        return "coalesce(pg_catalog.current_setting('lockkeeper.mark', true), '') AS last_mark,"
                + " pg_catalog.set_config('lockkeeper.mark', '" + mark + "', false)";
    }

    /** The mark of the last reading whose transaction and savepoint still count; empty if there was none. */
    String lastMark() {
        return lastMark;
    }

    boolean isSuperuser() {
        return superuser;
    }

    /** How many of the prepared statements asked about are still there. */
    int prepared() {
        return prepared;
    }

    @Override
    public void close() throws SQLException {
        if (ownTransaction) {
            // To roll back would take the mark away.
            connection.commit();
            connection.setAutoCommit(autoCommit);
        } else if (connection.getTransactionState() == TransactionState.OPEN) {
            putBack();
        }
    }

    private void putBack() throws SQLException {
        List<String> back = new ArrayList<>();
        for (Map.Entry<String, String> setting : before.entrySet()) {
            StringBuilder value = new StringBuilder();
            Utils.escapeLiteral(value, setting.getValue(), true);
            back.add("pg_catalog.set_config('" + setting.getKey() + "', '" + value + "', true)");
        }
        // As read while the settings are still plain: in them a backslash is a backslash.
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT " + String.join(", ", back)).close();
        }
    }
}
