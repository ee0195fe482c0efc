package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/** Writes {@code _prisma_migrations}: a row for each attempt, with the file's SHA-256. */
final class PrismaTable implements ToolHistory {

    @Override
    public Set<String> formats() {
        return Set.of("prisma");
    }

    @Override
    public HistoryTable usualPlace(Chain chain) {
        return new HistoryTable("public", "_prisma_migrations");
    }

    @Override
    public void create(Connection session, HistoryTable table) throws SQLException {
        Sql.script(
                session,
                "CREATE TABLE " + table.quoted()
                        + " (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL,"
                        + " finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,"
                        + " rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),"
                        + " applied_steps_count INTEGER NOT NULL DEFAULT 0)");
    }

    @Override
    public void begun(Connection session, HistoryTable table, Chain chain, Step step) throws SQLException {
        Sql.run(
                session,
                "INSERT INTO " + table.quoted()
                        + " (id, checksum, migration_name, started_at) VALUES (?, ?, ?, clock_timestamp())",
                UUID.randomUUID().toString(),
                checksum(chain, step),
                Sql.folder(step));
    }

    @Override
    public void applied(Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException {
        if (begun) {
            Sql.run(
                    session,
                    "UPDATE " + table.quoted() + " SET finished_at = clock_timestamp(), applied_steps_count = 1"
                            + " WHERE migration_name = ? AND finished_at IS NULL AND rolled_back_at IS NULL",
                    Sql.folder(step));
            return;
        }
        Sql.run(
                session,
                "INSERT INTO " + table.quoted() + " (id, checksum, migration_name, started_at, finished_at,"
                        + " applied_steps_count) VALUES (?, ?, ?, clock_timestamp() - ? * interval '1 microsecond',"
                        + " clock_timestamp(), 1)",
                UUID.randomUUID().toString(),
                checksum(chain, step),
                Sql.folder(step),
                nanos / 1_000);
    }

    @Override
    public void undoneBegin(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        undone(session, table, chain, step, before);
    }

    @Override
    public void undone(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        Sql.run(
                session,
                "UPDATE " + table.quoted() + " SET rolled_back_at = clock_timestamp()"
                        + " WHERE migration_name = ? AND rolled_back_at IS NULL",
                Sql.folder(step));
    }

    private static String checksum(Chain chain, Step step) {
        return HexFormat.of().formatHex(Sql.digest("SHA-256", chain, step));
    }
}
