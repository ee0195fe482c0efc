package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryRow.Outcome;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** goose's {@code goose_db_version}: a row for each version, beginning with a row for version 0. */
final class GooseHistory implements HistoryReader {

    @Override
    public String tool() {
        return "goose";
    }

    @Override
    public Set<String> formats() {
        return Set.of("goose");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(new HistoryTable("public", "goose_db_version"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("version_id", "is_applied");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        // Older versions of goose write a second row for a down instead of deleting the first.
        Map<String, HistoryRow> last = new LinkedHashMap<>();
        for (HistoryRow row : Rows.of(
                session,
                "SELECT version_id, is_applied, tstamp FROM " + table.quoted() + " WHERE version_id > 0 ORDER BY id",
                row -> HistoryRow.applied(row.getString("version_id"))
                        .at(Rows.instant(row, "tstamp"))
                        .ended(row.getBoolean("is_applied") ? Outcome.APPLIED : Outcome.UNDONE, null))) {
            last.remove(row.key());
            last.put(row.key(), row);
        }
        return List.copyOf(last.values());
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return new BigInteger(row.key()).equals(new BigInteger(step.version()));
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return Text.UNKNOWN;
    }

    @Override
    public Late late(Chain chain) {
        return Late.REFUSED;
    }
}
