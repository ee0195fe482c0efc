package dev.lockkeeper.target;

import dev.lockkeeper.chain.alembic.AlembicFormat;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Alembic's {@code alembic_version}: one row for each head; all that leads up to them has run. */
final class AlembicHistory implements HistoryReader {

    @Override
    public String tool() {
        return "Alembic";
    }

    @Override
    public Set<String> formats() {
        return Set.of("alembic");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(new HistoryTable("public", "alembic_version"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("version_num");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        List<String> heads =
                Rows.of(session, "SELECT version_num FROM " + table.quoted() + " ORDER BY 1", row -> row.getString(1));
        return AlembicFormat.upTo(chain.path(), heads).stream()
                .map(HistoryRow::applied)
                .toList();
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return row.key().equals(step.version());
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return Text.UNKNOWN;
    }

    @Override
    public Late late(Chain chain) {
        return Late.RUNS;
    }
}
