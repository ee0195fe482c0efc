package dev.lockkeeper.target;

import dev.lockkeeper.chain.drizzle.Drizzle;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drizzle's {@code __drizzle_migrations} up to version 0: a hash and a time, and only the newest time is asked. */
final class DrizzleHistory implements HistoryReader {

    @Override
    public String tool() {
        return "Drizzle";
    }

    @Override
    public Set<String> formats() {
        return Set.of("drizzle");
    }

    @Override
    public List<HistoryTable> places(Chain chain) {
        return List.of(
                new HistoryTable("drizzle", "__drizzle_migrations"),
                new HistoryTable("public", "__drizzle_migrations"));
    }

    @Override
    public Set<String> columns() {
        return Set.of("hash", "created_at");
    }

    @Override
    public List<HistoryRow> read(Connection session, HistoryTable table, Chain chain) throws SQLException {
        return Rows.of(
                session,
                "SELECT hash, created_at FROM " + table.quoted() + " ORDER BY created_at, id",
                row -> HistoryRow.applied(row.getString("created_at")).summed(row.getString("hash")));
    }

    @Override
    public boolean names(HistoryRow row, Step step, Chain chain) {
        return row.key().equals(String.valueOf(times(chain).get(step.file())));
    }

    @Override
    public Text compare(HistoryRow row, Step step, Chain chain) {
        return row.checksum() == null ? Text.UNKNOWN : ChainFile.compare(chain, step, "SHA-256", row.checksum());
    }

    @Override
    public Late late(Chain chain) {
        return Late.SKIPPED;
    }

    @Override
    public Optional<String> neverRuns(Step step, Chain chain, List<HistoryRow> rows) {
        Long when = times(chain).get(step.file());
        long newest =
                rows.stream().mapToLong(row -> Long.parseLong(row.key())).max().orElse(Long.MIN_VALUE);
        return when == null || when > newest
                ? Optional.empty()
                : Optional.of("its \"when\" " + when + " (" + Instant.ofEpochMilli(when) + ") is not after " + newest
                        + ", the newest that ran here, and Drizzle asks for nothing else");
    }

    private static Map<String, Long> times(Chain chain) {
        return Drizzle.times(chain.path());
    }
}
