package dev.lockkeeper.gate.apply;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Writes golang-migrate's {@code schema_migrations}: one row, where it stands and whether that broke. */
final class GolangMigrateTable implements ToolHistory {

    @Override
    public Set<String> formats() {
        return Set.of("golang-migrate");
    }

    @Override
    public HistoryTable usualPlace(Chain chain) {
        return new HistoryTable("public", "schema_migrations");
    }

    @Override
    public void create(Connection session, HistoryTable table) throws SQLException {
        Sql.script(
                session,
                "CREATE TABLE IF NOT EXISTS " + table.quoted()
                        + " (version bigint not null primary key, dirty boolean not null)");
    }

    @Override
    public void begun(Connection session, HistoryTable table, Chain chain, Step step) throws SQLException {
        stand(session, table, step.version(), true);
    }

    @Override
    public void applied(Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException {
        stand(session, table, step.version(), false);
    }

    @Override
    public void undoneBegin(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        stand(session, table, before, false);
    }

    @Override
    public void undone(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        stand(session, table, before, false);
    }

    private static void stand(Connection session, HistoryTable table, String version, boolean dirty)
            throws SQLException {
        Sql.run(session, "DELETE FROM " + table.quoted());
        if (!version.isEmpty()) {
            Sql.run(
                    session,
                    "INSERT INTO " + table.quoted() + " (version, dirty) VALUES (?, ?)",
                    Long.parseLong(version),
                    dirty);
        }
    }
}
