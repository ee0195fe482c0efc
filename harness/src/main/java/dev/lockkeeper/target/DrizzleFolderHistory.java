package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Drizzle's {@code __drizzle_migrations} since version 1, which names the folder of each step. */
final class DrizzleFolderHistory implements HistoryReader {

    @Override
    public String tool() {
        return "Drizzle";
    }

    @Override
    public Set<String> formats() {
        return Set.of("drizzle-1");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return new DrizzleHistory().places(chain);
    }

    @Override
    public Set<String> columns() {
        return Set.of("hash", "created_at");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        boolean named = Rows.columns(session, table).containsAll(Set.of("name", "applied_at"));
        return Rows.of(
                session, "SELECT * FROM " + table.quoted() + " ORDER BY created_at, id", row -> HistoryRow.applied(
                                named && row.getString("name") != null ? row.getString("name") : row.getString("hash"))
                        .summed(row.getString("hash"))
                        .at(named ? Rows.instant(row, "applied_at") : null));
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        // Rows written before version 1 have no name; then the text's hash is all there is.
        return row.key().equals(ChainFile.folder(step))
                || (row.key().equals(row.checksum()) && compare(row, step, chain) != Text.EDITED);
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return row.checksum() == null ? Text.UNKNOWN : ChainFile.compare(chain, step, "SHA-256", row.checksum());
    }

    @Override
    public Late late(Chain chain) {
        return Late.RUNS;
    }
}
