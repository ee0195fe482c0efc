package dev.lockkeeper.target;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryRow.Outcome;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** golang-migrate's {@code schema_migrations}: one row with the version it stands at, and whether that one broke. */
final class GolangMigrateHistory implements HistoryReader {

    private record Place(BigInteger version, boolean dirty) {}

    @Override
    public String tool() {
        return "golang-migrate";
    }

    @Override
    public Set<String> formats() {
        return Set.of("golang-migrate");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(new HistoryTable("public", "schema_migrations"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("version", "dirty");
    }

    /** The table holds only where it stands; every step of the chain up to there counts as applied. */
    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        List<Place> places = Rows.of(
                session,
                "SELECT version, dirty FROM " + table.quoted(),
                row -> new Place(new BigInteger(row.getString(1)), row.getBoolean(2)));
        List<HistoryRow> rows = new ArrayList<>();
        for (Place place : places) {
            chain.steps().stream()
                    .filter(step -> number(step).compareTo(place.version()) < 0)
                    .forEach(step -> rows.add(HistoryRow.applied(step.version())));
            if (place.version().signum() >= 0) {
                HistoryRow here = HistoryRow.applied(place.version().toString());
                rows.add(place.dirty() ? here.ended(Outcome.FAILED, "dirty is true") : here);
            } else if (place.dirty()) {
                rows.add(beforeTheFirst(chain));
            }
        }
        return rows;
    }

    /** A way back to before the first step that broke leaves version -1. */
    private static HistoryRow beforeTheFirst(Chain chain) {
        String first = chain.steps().isEmpty() ? "-1" : chain.steps().get(0).version();
        return HistoryRow.applied(first).ended(Outcome.FAILED, "dirty is true at version -1: its way back broke");
    }

    @Override
    public boolean infers() {
        return true;
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return new BigInteger(row.key()).equals(number(step));
    }

    private static BigInteger number(Step step) {
        return new BigInteger(step.version());
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return Text.UNKNOWN;
    }

    @Override
    public Late late(Chain chain) {
        return Late.SKIPPED;
    }
}
