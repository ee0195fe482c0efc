package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Writes {@code _sqlx_migrations}: a row for each version, with the SHA-384 of the file's bytes. */
final class SqlxTable implements ToolHistory {

    @Override
    public Set<String> formats() {
        return Set.of("sqlx");
    }

    @Override
    public HistoryTable usualPlace(Chain chain) {
        return new HistoryTable("public", "_sqlx_migrations");
    }

    @Override
    public void create(Connection session, HistoryTable table) throws SQLException {
        Sql.script(
                session,
                "CREATE TABLE IF NOT EXISTS " + table.quoted()
                        + " (version BIGINT PRIMARY KEY, description TEXT NOT NULL,"
                        + " installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL,"
                        + " checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL)");
    }

    @Override
    public void begun(Connection session, HistoryTable table, Chain chain, Step step) throws SQLException {
        insert(session, table, chain, step, -1, false);
    }

    @Override
    public void applied(Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException {
        if (begun) {
            Sql.run(session, "DELETE FROM " + table.quoted() + " WHERE version = ?", number(step));
        }
        insert(session, table, chain, step, nanos, true);
    }

    @Override
    public void undoneBegin(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        undone(session, table, chain, step, before);
    }

    @Override
    public void undone(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        Sql.run(session, "DELETE FROM " + table.quoted() + " WHERE version = ?", number(step));
    }

    private static void insert(
            Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean success)
            throws SQLException {
        Sql.run(
                session,
                "INSERT INTO " + table.quoted()
                        + " (version, description, success, checksum, execution_time) VALUES (?, ?, ?, ?, ?)",
                number(step),
                step.description(),
                success,
                Sql.digest("SHA-384", chain, step),
                nanos);
    }

    private static long number(Step step) {
        return Long.parseLong(step.version());
    }
}
