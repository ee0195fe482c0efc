package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryRow.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prisma's {@code _prisma_migrations}: a row for each attempt, with a checksum and the log of what failed. */
final class PrismaHistory implements HistoryReader {

    private static final int DIGITS = 64;

    @Override
    public String tool() {
        return "Prisma";
    }

    @Override
    public Set<String> formats() {
        return Set.of("prisma");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(new HistoryTable("public", "_prisma_migrations"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("migration_name", "checksum", "finished_at", "rolled_back_at");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        Map<String, HistoryRow> last = new LinkedHashMap<>();
        for (HistoryRow row :
                Rows.of(session, "SELECT * FROM " + table.quoted() + " ORDER BY started_at", PrismaHistory::row)) {
            HistoryRow before = last.get(row.key());
            // An attempt that was resolved and tried again leaves both rows; one that ended well settles it.
            if (before == null || before.outcome() != Outcome.APPLIED) {
                last.remove(row.key());
                last.put(row.key(), row);
            }
        }
        return List.copyOf(last.values());
    }

    private static HistoryRow row(ResultSet row) throws SQLException {
        boolean rolledBack = row.getObject("rolled_back_at") != null;
        boolean finished = row.getObject("finished_at") != null;
        @Nullable String logs = row.getString("logs");
        return HistoryRow.applied(row.getString("migration_name"))
                .summed(row.getString("checksum"))
                .at(Rows.instant(row, finished ? "finished_at" : "started_at"))
                .ended(
                        rolledBack ? Outcome.UNDONE : finished ? Outcome.APPLIED : Outcome.FAILED,
                        finished && !rolledBack ? null : said(rolledBack, logs));
    }

    private static @Nullable String said(boolean rolledBack, @Nullable String logs) {
        @Nullable String first = logs == null ? null : logs.lines().findFirst().orElse(null);
        if (!rolledBack) {
            return first;
        }
        return "an attempt was marked as rolled back" + (first == null ? "" : " (" + first + ")");
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return row.key().equals(ChainFile.folder(step));
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        @Nullable String kept = row.checksum();
        // Prisma itself marks a step that was declared applied by hand with an empty checksum.
        if (kept == null || kept.isBlank()) {
            return Text.UNKNOWN;
        }
        // Old versions left the zeros in front out.
        String padded = "0".repeat(Math.max(0, DIGITS - kept.length())) + kept;
        Text text = ChainFile.compare(chain, step, "SHA-256", padded);
        return text == Text.LINE_ENDS ? Text.SAME : text;
    }

    @Override
    public Late late(Chain chain) {
        return Late.RUNS;
    }
}
