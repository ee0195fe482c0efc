package dev.lockkeeper.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A transaction that is open on the live database.
 *
 * @param state as {@code pg_stat_activity} says it, or {@code prepared}
 * @param snapshot whether it reads by a snapshot that it keeps, as every statement under way and REPEATABLE READ do
 * @param held tables it holds any lock on
 * @param written tables it holds a lock on that a writer takes, or a stronger one
 */
public record OpenSession(
        String who, String state, long seconds, boolean snapshot, Set<String> held, Set<String> written) {

    private static final String TABLES = "array(SELECT DISTINCT pg_catalog.format('%I.%I', n.nspname, c.relname)"
            + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_class c ON c.oid = l.relation"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE l.granted"
            + " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
            + " WHERE datname = pg_catalog.current_database()) AND ";

    private static final String WRITES = " AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'ShareLock')";

    public OpenSession {
        held = Set.copyOf(held);
        written = Set.copyOf(written);
    }

    static List<OpenSession> all(Connection session) throws SQLException {
        List<OpenSession> open = new ArrayList<>(clients(session));
        open.addAll(prepared(session));
        return open;
    }

    private static List<OpenSession> clients(Connection session) throws SQLException {
        return read(
                session,
                "SELECT coalesce(nullif(a.application_name, ''), a.backend_type) || ' as ' || coalesce(a.usename, '?'),"
                        + " coalesce(a.state, '?'),"
                        + " extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start)::bigint,"
                        + " a.backend_xmin IS NOT NULL, "
                        + tables("l.pid = a.pid")
                        + " FROM pg_catalog.pg_stat_activity a WHERE a.xact_start IS NOT NULL"
                        + " AND a.backend_type = 'client backend' AND a.pid <> pg_catalog.pg_backend_pid()"
                        + " AND a.datname = pg_catalog.current_database() ORDER BY a.xact_start, a.pid");
    }

    /** A prepared transaction keeps its locks and no snapshot. */
    private static List<OpenSession> prepared(Connection session) throws SQLException {
        return read(
                session,
                "SELECT 'prepared transaction ' || p.gid, 'prepared',"
                        + " extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared)::bigint, false, "
                        + tables("l.virtualtransaction = '-1/' || p.transaction")
                        + " FROM pg_catalog.pg_prepared_xacts p WHERE p.database = pg_catalog.current_database()"
                        + " ORDER BY p.prepared, p.gid");
    }

    private static String tables(String whose) {
        return TABLES + whose + " ORDER BY 1)::text[], " + TABLES + whose + WRITES + " ORDER BY 1)::text[]";
    }

    private static List<OpenSession> read(Connection session, String sql) throws SQLException {
        return Rows.of(
                session,
                sql,
                row -> new OpenSession(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getBoolean(4),
                        Set.of((String[]) row.getArray(5).getArray()),
                        Set.of((String[]) row.getArray(6).getArray())));
    }
}
