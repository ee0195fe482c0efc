package dev.lockkeeper.target;

import dev.lockkeeper.chain.flyway.Flyway;
import dev.lockkeeper.chain.flyway.FlywayChecksum;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.target.HistoryRow.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flyway's {@code flyway_schema_history}: a row for each run, with checksum, type and success. */
final class FlywayHistory implements HistoryReader {

    @Override
    public String tool() {
        return "Flyway";
    }

    @Override
    public Set<String> formats() {
        return Set.of("flyway");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        List<String> configured = Flyway.historyTable(chain.path());
        return List.of(new HistoryTable(configured.get(0), configured.get(1)));
    }

    @Override
    public Set<String> columns() {
        return Set.of("installed_rank", "version", "checksum", "success", "type");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        // What was applied, taken back and applied again has several rows; the last one is how it stands.
        Map<String, HistoryRow> last = new LinkedHashMap<>();
        List<HistoryRow> rows = new ArrayList<>();
        for (Raw raw :
                Rows.of(session, "SELECT * FROM " + table.quoted() + " ORDER BY installed_rank", FlywayHistory::raw)) {
            HistoryRow row = raw.row();
            if (raw.type().equals("SCHEMA")) {
                continue;
            }
            if (raw.type().equals("DELETE") || raw.type().startsWith("UNDO_")) {
                row = row.ended(
                        Outcome.UNDONE, raw.type().equals("DELETE") ? "deleted by repair" : "taken back by undo");
            }
            last.remove(row.key());
            last.put(row.key(), row);
        }
        rows.addAll(last.values());
        return rows;
    }

    private record Raw(String type, HistoryRow row) {}

    private static Raw raw(ResultSet row) throws SQLException {
        @Nullable String version = row.getString("version");
        String description = row.getString("description");
        String type = row.getString("type");
        boolean success = row.getBoolean("success");
        // A script that stands for all before it is a baseline too.
        boolean baseline = type.equals("BASELINE") || type.equals("SQL_BASELINE") || type.equals("SQL_STATE_SCRIPT");
        Outcome outcome = !success ? Outcome.FAILED : baseline ? Outcome.BASELINE : Outcome.APPLIED;
        return new Raw(
                type,
                HistoryRow.applied(version == null ? "R:" + description : version)
                        .described(description)
                        .summed(row.getString("checksum"))
                        .at(Rows.instant(row, "installed_on"))
                        .ended(outcome, success ? null : "success is false"));
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        boolean repeatable = row.key().startsWith("R:");
        return switch (step.kind()) {
            case REPEATABLE -> repeatable && row.description().equals(step.description());
            case BASELINE ->
                row.outcome() == Outcome.BASELINE
                        && !repeatable
                        && row.description().equals(step.description())
                        && Flyway.compareVersions(row.key(), step.version().replaceFirst("^\\D+", "")) == 0;
            case VERSIONED -> !repeatable && Flyway.compareVersions(row.key(), step.version()) == 0;
        };
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        if (row.checksum() == null || row.outcome() == Outcome.BASELINE && step.kind() == StepKind.VERSIONED) {
            return Text.UNKNOWN;
        }
        int kept = Integer.parseInt(row.checksum());
        Path folder = chain.path();
        if (!step.file().endsWith(".sql") || FlywayChecksum.of(Flyway.text(folder, step.file())) == kept) {
            return Text.SAME;
        }
        boolean replaced = step.kind() == StepKind.REPEATABLE
                && FlywayChecksum.of(Flyway.replaced(folder, step.file(), Map.of())) == kept;
        return replaced ? Text.SAME : Text.EDITED;
    }

    @Override
    public Late late(Chain chain) {
        return Flyway.runsOutOfOrder(chain.path()) ? Late.RUNS : Late.REFUSED;
    }
}
