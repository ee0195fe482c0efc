package dev.lockkeeper.gate.apply;

import dev.lockkeeper.chain.flyway.Flyway;
import dev.lockkeeper.chain.flyway.FlywayChecksum;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes {@code flyway_schema_history}: a row for each run, with Flyway's own checksum. */
final class FlywayTable implements ToolHistory {

    @Override
    public Set<String> formats() {
        return Set.of("flyway");
    }

    @Override
    public HistoryTable usualPlace(Chain chain) {
        List<String> configured = Flyway.historyTable(chain.path());
        return new HistoryTable(configured.get(0), configured.get(1));
    }

    @Override
    public void create(Connection session, HistoryTable table) throws SQLException {
        String schema = new HistoryTable(table.schema(), "x").quoted().replaceFirst("\\.\"x\"$", "");
        String key = new HistoryTable("x", table.name() + "_pk").quoted().substring("\"x\".".length());
        String index = new HistoryTable("x", table.name() + "_s_idx").quoted().substring("\"x\".".length());
        Sql.script(
                session,
                "CREATE SCHEMA IF NOT EXISTS " + schema + "; CREATE TABLE " + table.quoted()
                        + " (\"installed_rank\" INT NOT NULL, \"version\" VARCHAR(50), \"description\" VARCHAR(200) NOT NULL,"
                        + " \"type\" VARCHAR(20) NOT NULL, \"script\" VARCHAR(1000) NOT NULL, \"checksum\" INTEGER,"
                        + " \"installed_by\" VARCHAR(100) NOT NULL, \"installed_on\" TIMESTAMP NOT NULL DEFAULT now(),"
                        + " \"execution_time\" INTEGER NOT NULL, \"success\" BOOLEAN NOT NULL);"
                        + " ALTER TABLE " + table.quoted() + " ADD CONSTRAINT " + key
                        + " PRIMARY KEY (\"installed_rank\");"
                        + " CREATE INDEX " + index + " ON " + table.quoted() + " (\"success\")");
    }

    @Override
    public void begun(Connection session, HistoryTable table, Chain chain, Step step) throws SQLException {
        insert(session, table, chain, step, "SQL", 0, false);
    }

    @Override
    public void applied(Connection session, HistoryTable table, Chain chain, Step step, long nanos, boolean begun)
            throws SQLException {
        if (begun) {
            Sql.run(session, "DELETE FROM " + table.quoted() + " WHERE NOT success AND script = ?", script(step));
        }
        insert(session, table, chain, step, "SQL", nanos, true);
    }

    @Override
    public void undoneBegin(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        Sql.run(session, "DELETE FROM " + table.quoted() + " WHERE NOT success AND script = ?", script(step));
    }

    @Override
    public void undone(Connection session, HistoryTable table, Chain chain, Step step, String before)
            throws SQLException {
        insert(session, table, chain, step, "UNDO_SQL", 0, true);
    }

    private static void insert(
            Connection session, HistoryTable table, Chain chain, Step step, String type, long nanos, boolean success)
            throws SQLException {
        Sql.run(
                session,
                "INSERT INTO " + table.quoted() + " (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) SELECT coalesce(max(installed_rank), 0) + 1,"
                        + " ?::varchar, ?, ?, ?, ?::int, session_user, ?, ? FROM " + table.quoted(),
                version(step),
                step.description(),
                type,
                script(step),
                checksum(chain, step),
                (int) (nanos / 1_000_000),
                success);
    }

    private static @Nullable String version(Step step) {
        return switch (step.kind()) {
            case REPEATABLE -> null;
            case BASELINE -> step.version().replaceFirst("^\\D+", "");
            case VERSIONED -> step.version();
        };
    }

    private static int checksum(Chain chain, Step step) {
        String text = step.kind() == StepKind.REPEATABLE
                ? Flyway.replaced(chain.path(), step.file(), Map.of())
                : Flyway.text(chain.path(), step.file());
        return FlywayChecksum.of(text);
    }

    private static String script(Step step) {
        return step.file();
    }
}
