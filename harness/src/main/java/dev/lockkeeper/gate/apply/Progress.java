package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far a step has come that is no single transaction, kept in the target itself, so that it moves in the same
 * transaction as the step. The schema is there only while such a step runs, or was left in the middle.
 */
final class Progress {

    static final String SCHEMA = "lockkeeper_deploy";

    private static final String TABLE = SCHEMA + ".progress";

    private Progress() {}

    /**
     * A step left in the middle.
     *
     * @param done pieces that are done
     * @param begun whether the next piece was begun, which the server lets in no transaction, so that nobody noted its end
     */
    record Mark(String chain, String version, Direction direction, String checksum, int done, boolean begun) {

        boolean is(String otherChain, Step step, Direction way) {
            return chain.equals(otherChain)
                    && version.equals(step.version())
                    && direction == way
                    && checksum.equals(step.checksum());
        }
    }

    static Optional<Mark> read(Connection session) throws SQLException {
        if (!Sql.exists(
                session,
                "SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND c.relname = 'progress'",
                SCHEMA)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = session.prepareStatement(
                        "SELECT chain, version, direction, checksum, done, begun FROM " + TABLE);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Mark(
                            row.getString(1),
                            row.getString(2),
                            Direction.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getInt(5),
                            row.getBoolean(6)))
                    : Optional.empty();
        }
    }

    /** Makes the table and the step's line in it; to be called in a transaction. */
    static void open(Connection session, String chain, Step step, Direction direction) throws SQLException {
        Sql.script(
                session,
                "CREATE SCHEMA IF NOT EXISTS " + SCHEMA + "; CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (chain text, version text, direction text, checksum text, done int, begun boolean)");
        Sql.run(session, "DELETE FROM " + TABLE);
        Sql.run(
                session,
                "INSERT INTO " + TABLE + " VALUES (?, ?, ?, ?, 0, false)",
                chain,
                step.version(),
                direction.name(),
                step.checksum());
    }

    static void begin(Connection session) throws SQLException {
        Sql.run(session, "UPDATE " + TABLE + " SET begun = true");
    }

    static void done(Connection session, int pieces) throws SQLException {
        Sql.run(session, "UPDATE " + TABLE + " SET done = ?, begun = false", pieces);
    }

    /** The step is done; nothing of this stays. */
    static void close(Connection session) throws SQLException {
        Sql.script(session, "DROP TABLE " + TABLE + "; DROP SCHEMA " + SCHEMA);
    }
}
