package dev.lockkeeper.catalog;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Runs trials on one server and keeps what our snapshot and a dump disagree on. */
final class EqualityJudge implements AutoCloseable {

    private static final int FEW = 10;
    private static final int SHARES = 12;
    private static final int OLDEST = 14;

    private final int major;
    private final boolean thorough;
    private final PgDump pgDump;
    private final DatabaseAddress database;
    private final Connection connection;
    private final CatalogReader reader;
    private final List<String> disagreements = new ArrayList<>();
    private int trials;
    private int changes;

    EqualityJudge(ThrowawayServer server, PgDump pgDump, boolean thorough) throws SQLException {
        this.major = server.info().major();
        this.pgDump = pgDump;
        this.thorough = thorough;
        String name = server.createDatabase("equality");
        this.database = server.address(name);
        this.connection = server.connect(name);
        this.reader = new CatalogReader(connection);
    }

    List<String> disagreements() {
        return disagreements;
    }

    /** How many statements ran and how many of them changed something. */
    String summary() {
        return "PostgreSQL " + major + ", pg_dump " + pgDump.major() + ": " + trials + " statements, " + changes
                + " change the dump, " + disagreements.size() + " disagreements";
    }

    void judge(List<Trial> base, List<Trial> statements) throws SQLException {
        for (Trial trial : base) {
            run(trial.sql());
        }
        CatalogState state = reader.full();
        String dump = pgDump.schemaOf(database);
        for (Trial trial : statements) {
            if (trial.runsOn(major) && !isJudged(statements, trial)) {
                run(trial.sql());
                dump = "";
            } else if (trial.runsOn(major)) {
                if (dump.isEmpty()) {
                    state = reader.full();
                    dump = pgDump.schemaOf(database);
                }
                trials++;
                boolean inTransaction = !trial.alone() && trials % 2 == major % 2;
                if (inTransaction) {
                    tryInTransaction(trial, state);
                }
                run(trial.sql());
                CompletableFuture<String> dumping = CompletableFuture.supplyAsync(() -> pgDump.schemaOf(database));
                CatalogState now = inTransaction ? reader.refresh(state) : readBothWays(trial, "committed", state);
                String dumpNow = dumping.join();
                compare(trial, state.snapshot(), now.snapshot(), !dump.equals(dumpNow));
                state = now;
                dump = dumpNow;
            }
        }
    }

    /** The dumps take nearly all the time, so that in a short build each version judges a twelfth, the newest the last. */
    private boolean isJudged(List<Trial> statements, Trial trial) {
        int share = statements.size() / SHARES;
        return thorough
                || (major == OLDEST
                        ? trial.line() < statements.get(share).line()
                        : trial.line() >= statements.get((SHARES - 1) * share).line());
    }

    /** Each statement in a transaction on one version and committed on the other. */
    private void tryInTransaction(Trial trial, CatalogState before) throws SQLException {
        run("BEGIN");
        run("SAVEPOINT trial");
        run(trial.sql());
        CatalogState within = readBothWays(trial, "in its transaction", before);
        run("ROLLBACK TO SAVEPOINT trial");
        requireSame(trial, "taken back", reader.refresh(before).snapshot(), before.snapshot());
        requireSame(trial, "taken back from there", reader.refresh(within).snapshot(), before.snapshot());
        run("ROLLBACK");
    }

    /** A full reading takes longer than all else here, so that one statement in a few has to do, others on each version. */
    private CatalogState readBothWays(Trial trial, String when, CatalogState before) {
        CatalogState refreshed = reader.refresh(before);
        if (thorough || trials % FEW == major % FEW) {
            requireSame(trial, when, refreshed.snapshot(), reader.full().snapshot());
        }
        return refreshed;
    }

    private void requireSame(Trial trial, String when, CatalogSnapshot refreshed, CatalogSnapshot full) {
        if (!refreshed.equals(full)) {
            disagreements.add(where(trial) + ", " + when + ": refreshed and full reading differ in"
                    + differences(refreshed, full));
        }
    }

    /** The order of columns is part of a dump and only a note for us. */
    private void compare(Trial trial, CatalogSnapshot before, CatalogSnapshot after, boolean dumpChanged) {
        CatalogDiff diff = CatalogDiffs.between(before, after);
        boolean changed = !diff.isEmpty() || !diff.reordered().isEmpty();
        changes += dumpChanged ? 1 : 0;
        boolean seen = major >= trial.seenFrom();
        if (changed != (dumpChanged || seen) || (seen && dumpChanged)) {
            disagreements.add(where(trial) + ": the dump " + (dumpChanged ? "changed" : "did not change")
                    + ", the snapshot " + (changed ? "did: " + differences(before, after) : "did not"));
        }
    }

    private String where(Trial trial) {
        return "PostgreSQL " + major + ", line " + trial.line() + ", " + trial.sql();
    }

    private static String differences(CatalogSnapshot left, CatalogSnapshot right) {
        StringBuilder text = new StringBuilder();
        for (ObjectId id : new TreeSet<>(left.suspectsAgainst(right))) {
            CatalogObject one = left.find(id).orElse(null);
            CatalogObject other = right.find(id).orElse(null);
            if (!Objects.equals(one, other)) {
                text.append("\n  ").append(one).append("\n  ").append(other);
            }
        }
        return text.toString();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(
                    "PostgreSQL " + major + " refused " + sql + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
