package dev.lockkeeper.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a live database does.
 *
 * @param longestTransaction age in seconds of the oldest open transaction of others
 * @param invalidIndexes indexes that a broken build left behind
 * @param largestTables bytes with indexes, largest first
 * @param slots bytes of log that each replication slot keeps
 * @param slowStatements mean milliseconds of the slowest statements; empty without pg_stat_statements
 * @param hasStatements whether pg_stat_statements could be asked
 */
public record TargetHealth(
        boolean standby,
        long bytes,
        int connections,
        int maxConnections,
        double longestTransaction,
        List<String> invalidIndexes,
        Map<String, Long> largestTables,
        Map<String, Long> slots,
        Map<String, Double> slowStatements,
        boolean hasStatements) {

    private static final int FEW = 10;

    /** Slower than this on average is worth a line. */
    private static final int SLOW_MILLIS = 100;

    public TargetHealth {
        invalidIndexes = List.copyOf(invalidIndexes);
    }

    public static TargetHealth look(Target target) {
        return target.ask("Could not look at the health of " + target.name() + ".", session -> look(target, session));
    }

    private static TargetHealth look(Target target, Connection session) throws SQLException {
        boolean hasStatements = canAskStatements(session);
        return new TargetHealth(
                target.identity().standby(),
                number(session, "SELECT pg_catalog.pg_database_size(pg_catalog.current_database())"),
                (int) number(
                        session,
                        "SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity"
                                + " WHERE datname = pg_catalog.current_database()"),
                (int) number(session, "SELECT pg_catalog.current_setting('max_connections')::int"),
                oldest(session),
                Rows.of(
                        session,
                        "SELECT c.oid::regclass::text FROM pg_catalog.pg_index i"
                                + " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                                + " WHERE NOT i.indisvalid OR NOT i.indisready ORDER BY 1",
                        row -> row.getString(1)),
                pairs(
                        session,
                        "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname),"
                                + " pg_catalog.pg_total_relation_size(c.oid) FROM pg_catalog.pg_class c"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')"
                                + " AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 2 DESC, 1 LIMIT "
                                + FEW),
                Slots.retained(session),
                hasStatements ? slow(session) : Map.of(),
                hasStatements);
    }

    private static double oldest(Connection session) throws SQLException {
        return Rows.of(
                        session,
                        "SELECT coalesce(extract(epoch FROM max(pg_catalog.clock_timestamp() - xact_start)), 0)"
                                + " FROM pg_catalog.pg_stat_activity WHERE pid <> pg_catalog.pg_backend_pid()"
                                + " AND backend_type = 'client backend'",
                        row -> row.getDouble(1))
                .get(0);
    }

    private static boolean canAskStatements(Connection session) throws SQLException {
        return number(
                        session,
                        "SELECT pg_catalog.count(*) FROM pg_catalog.pg_extension WHERE extname = 'pg_stat_statements'"
                                + " AND pg_catalog.strpos(pg_catalog.current_setting('shared_preload_libraries', true),"
                                + " 'pg_stat_statements') > 0")
                > 0;
    }

    private static Map<String, Double> slow(Connection session) throws SQLException {
        Map<String, Double> slow = new LinkedHashMap<>();
        String schema = Rows.of(
                        session,
                        "SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
                                + " WHERE e.extname = 'pg_stat_statements'",
                        row -> row.getString(1))
                .get(0);
        Rows.of(
                session,
                "SELECT s.query, s.mean_exec_time FROM " + schema + ".pg_stat_statements s"
                        + " JOIN pg_catalog.pg_database d ON d.oid = s.dbid WHERE d.datname ="
                        + " pg_catalog.current_database() AND s.mean_exec_time > " + SLOW_MILLIS
                        + " ORDER BY s.mean_exec_time DESC LIMIT " + FEW,
                row -> slow.put(String.valueOf(row.getString(1)).replaceAll("\\s+", " "), row.getDouble(2)));
        return slow;
    }

    private static long number(Connection session, String sql) throws SQLException {
        return Rows.of(session, sql, row -> row.getLong(1)).get(0);
    }

    private static Map<String, Long> pairs(Connection session, String sql) throws SQLException {
        Map<String, Long> pairs = new LinkedHashMap<>();
        Rows.of(session, sql, row -> pairs.put(row.getString(1), row.getLong(2)));
        return pairs;
    }
}
