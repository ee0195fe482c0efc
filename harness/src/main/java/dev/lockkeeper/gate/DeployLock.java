package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Refusal.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The lock under which one deploy at a time touches a database: an advisory lock of a session of its own, which the server
 * lets go of however we end.
 */
public final class DeployLock implements AutoCloseable {

    /** "lockkeep" in ASCII; advisory locks are each database's own, so one number does for all. */
    public static final long KEY = 0x6c6f636b6b656570L;

    private static final String HOLDERS =
            """
            SELECT a.pid, coalesce(a.application_name, ''), coalesce(a.usename::text, ''), a.backend_start::text
              FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
             WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
               AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
               AND l.classid::bigint = ? AND l.objid::bigint = ?""";

    private final Connection session;

    private DeployLock(Connection session) {
        this.session = session;
    }

    /** A lock, or the reason why it cannot be had; the session is closed with it, and at once when there is none. */
    public record Attempt(Optional<DeployLock> lock, Optional<Refusal> refusal) {}

    public static Attempt take(Connection session) throws SQLException {
        boolean taken = false;
        try {
            try (Statement statement = session.createStatement()) {
                statement.execute("SET idle_session_timeout = 0");
            }
            if (!ask(session, "SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")")) {
                return new Attempt(Optional.empty(), Optional.of(locked(session)));
            }
            DeployLock lock = new DeployLock(session);
            if (!lock.isHeld()) {
                return new Attempt(Optional.empty(), Optional.of(pooled()));
            }
            taken = true;
            return new Attempt(Optional.of(lock), Optional.empty());
        } finally {
            if (!taken) {
                session.close();
            }
        }
    }

    /** Whether the session is still there and still has it: a server that restarted, say, forgets. */
    boolean isHeld() {
        try (PreparedStatement holders =
                session.prepareStatement(HOLDERS + " AND l.pid = pg_catalog.pg_backend_pid()")) {
            bind(holders);
            try (ResultSet row = holders.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private static Refusal locked(Connection session) throws SQLException {
        try (PreparedStatement holders = session.prepareStatement(HOLDERS)) {
            bind(holders);
            try (ResultSet row = holders.executeQuery()) {
                String holder = row.next()
                        ? "session " + row.getInt(1) + " (" + row.getString(2) + ", user " + row.getString(3)
                                + ", since " + row.getString(4) + ")"
                        : "a session that has just ended";
                return new Refusal(
                        Reason.LOCKED,
                        "Another deploy is at work on this database: " + holder + " holds the lock.",
                        "wait for it to end, then check again");
            }
        }
    }

    private static Refusal pooled() {
        return new Refusal(
                Reason.LOCK_LOST,
                "The lock did not stay with our session: a connection pooler hands out another session for each"
                        + " transaction.",
                "name the server itself, not the pooler");
    }

    private static void bind(PreparedStatement holders) throws SQLException {
        holders.setLong(1, KEY >>> 32);
        holders.setLong(2, KEY & 0xffffffffL);
    }

    private static boolean ask(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            // The server lets go of the lock all the same.
        }
    }
}
