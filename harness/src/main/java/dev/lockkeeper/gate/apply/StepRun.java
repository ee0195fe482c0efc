package dev.lockkeeper.gate.apply;

import dev.lockkeeper.catalog.CatalogReader;
import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.gate.SchemaDigest;
import dev.lockkeeper.gate.apply.StepEnd.How;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.target.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs steps of one chain on the target. What its tool would do in one transaction is one here, with the tool's history and
 * the proof of the schema inside it; a step that cannot be one goes piece by piece, and notes in the target how far it came.
 */
final class StepRun {

    /** A lock that was not to be had in time, a deadlock, a conflict with another transaction. */
    private static final Set<String> TRY_AGAIN = Set.of("55P03", "40P01", "40001");

    private final Sender sender;
    private final Chain chain;
    private final ToolHistory tool;
    private final HistoryTable table;
    private final List<String> histories;
    private final LockPolicy locks;
    private final Consumer<String> progress;
    private final CatalogReader reader;
    private final String startedAt;
    private CatalogState state;
    private boolean tableIsThere;

    /**
     * Prepares to run steps.
     *
     * @param there whether the tool's table is there already
     * @param histories all tables of tools, which are not looked at
     */
    StepRun(
            Connection session,
            Chain chain,
            HistoryTable table,
            boolean there,
            List<String> histories,
            LockPolicy locks,
            Consumer<String> progress) {
        this.sender = new Sender(session);
        this.chain = chain;
        this.tool = ToolHistories.of(chain);
        this.table = table;
        this.tableIsThere = there;
        this.histories = List.copyOf(histories);
        this.locks = locks;
        this.progress = progress;
        this.reader = new CatalogReader(session);
        this.state = reader.full();
        this.startedAt = SchemaDigest.expected(state.snapshot(), histories);
    }

    /** The schema as it was before the first step. */
    String startedAt() {
        return startedAt;
    }

    /** What is to be run, and where it leads. */
    record Order(Step step, Direction direction, String versionBefore, String expected) {}

    StepEnd run(Order order, Optional<Progress.Mark> left) {
        return new OneStep(order).run(left);
    }

    /** One step in progress. */
    private final class OneStep {
        private final Order order;
        private final Step step;
        private final List<Piece> pieces;
        private final long started = System.nanoTime();
        private int attempts = 1;
        private int done;
        private boolean proved = true;

        OneStep(Order order) {
            this.order = order;
            this.step = order.step();
            Source source = Rehearsal.source(step, order.direction());
            if (!(source instanceof Script script)) {
                throw LockkeeperException.because("Step " + step.title() + " is no SQL that we could run.")
                        .tryThis("lockkeeper gate … -- COMMAND, with the tool's own command");
            }
            this.pieces = Piece.of(script);
        }

        StepEnd run(Optional<Progress.Mark> left) {
            try {
                makeTable();
                if (pieces.size() <= 1 && pieces.stream().allMatch(Piece::block) && left.isEmpty()) {
                    whole();
                } else {
                    pieceByPiece(left);
                }
                if (!chain.oneSession()) {
                    // The tool gives each file a session of its own; only the lock must stay.
                    sender.command("RESET ALL");
                    sender.command("DISCARD TEMP");
                }
                return end(proved ? How.DONE : How.ELSEWHERE, proved ? "" : elsewhere());
            } catch (Sender.Refused e) {
                return refused(
                        e.statement().at() + ": " + e.statement().excerpt() + "\n" + Sender.words(e.answer()),
                        e.answer());
            } catch (SQLException e) {
                return refused(step.file() + "\n" + Sender.words(e), e);
            }
        }

        private void makeTable() throws SQLException {
            if (!tableIsThere) {
                sender.command("BEGIN");
                try {
                    tool.create(sender.session(), table);
                    sender.command("COMMIT");
                } catch (SQLException e) {
                    sender.rollBack();
                    throw e;
                }
                tableIsThere = true;
                state = reader.refresh(state);
            }
        }

        private void whole() throws Sender.Refused, SQLException {
            List<Statement> statements =
                    pieces.isEmpty() ? List.of() : pieces.get(0).statements();
            inTransaction(statements, () -> {
                note(false);
                CatalogState now = reader.refresh(state);
                if (!isExpected(now)) {
                    throw new SQLException(
                            "the schema would not be the one that the rehearsal led to, so the step was"
                                    + " rolled back",
                            "LK001");
                }
                state = now;
            });
        }

        private void pieceByPiece(Optional<Progress.Mark> left) throws Sender.Refused, SQLException {
            if (left.isEmpty()) {
                inTransaction(List.of(), () -> {
                    Progress.open(sender.session(), chain.name(), step, order.direction());
                    if (order.direction() == Direction.UP) {
                        tool.begun(sender.session(), table, chain, step);
                    }
                });
            }
            done = left.map(Progress.Mark::done).orElse(0);
            boolean begun = left.map(Progress.Mark::begun).orElse(false);
            while (done < pieces.size()) {
                Piece piece = pieces.get(done);
                if (piece.block()) {
                    inTransaction(piece.statements(), this::noteProgress);
                } else {
                    alone(piece.statements().get(0), begun);
                    inTransaction(List.of(), this::noteProgress);
                }
                begun = false;
                done++;
            }
            if (pieces.isEmpty()) {
                inTransaction(List.of(), this::noteEnd);
            }
            state = reader.refresh(state);
            proved = isExpected(state);
        }

        private void noteProgress() throws SQLException {
            if (done + 1 == pieces.size()) {
                noteEnd();
            } else {
                Progress.done(sender.session(), done + 1);
            }
        }

        private void noteEnd() throws SQLException {
            note(true);
            Progress.close(sender.session());
        }

        private void note(boolean begun) throws SQLException {
            // The step may have become somebody who may not write there.
            sender.command("RESET ROLE");
            if (order.direction() == Direction.UP) {
                tool.applied(sender.session(), table, chain, step, System.nanoTime() - started, begun);
            } else {
                tool.undone(sender.session(), table, chain, step, order.versionBefore());
            }
        }

        /** Statements and our own notes in one transaction, again and again while only a lock is missing. */
        private void inTransaction(List<Statement> statements, Noting noting) throws Sender.Refused, SQLException {
            for (int attempt = 1; ; attempt++) {
                try {
                    sender.command("SET lock_timeout = " + locks.timeout().toMillis());
                    sender.command("BEGIN");
                    sender.send(statements);
                    noting.note();
                    sender.command("COMMIT");
                    return;
                } catch (Sender.Refused e) {
                    sender.rollBack();
                    pauseOr(attempt, e.answer(), e);
                } catch (SQLException e) {
                    sender.rollBack();
                    pauseOr(attempt, e, e);
                }
            }
        }

        private <E extends Exception> void pauseOr(int attempt, SQLException answer, E otherwise) throws E {
            if (!TRY_AGAIN.contains(String.valueOf(answer.getSQLState())) || attempt >= locks.attempts()) {
                throw otherwise;
            }
            attempts++;
            long pause = locks.pauseBefore(attempt + 1).toMillis();
            progress.accept(
                    "Step " + step.title() + ": " + answer.getMessage() + "; trying again in " + pause + " ms.");
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw otherwise;
            }
        }

        /** A statement outside any transaction; it waits for locks without keeping others from theirs. */
        private void alone(Statement statement, boolean begun) throws Sender.Refused, SQLException {
            LonePiece lone = new LonePiece(sender, statement);
            if (begun) {
                switch (lone.settle()) {
                    case DONE -> {
                        return;
                    }
                    case AGAIN -> {}
                    case UNKNOWN ->
                        throw new SQLException(
                                "it was begun at " + statement.at() + " (" + statement.excerpt()
                                        + ") and nobody saw how it"
                                        + " ended; when it is done, say UPDATE " + Progress.SCHEMA
                                        + ".progress SET begun = false, done = done + 1; when it is not, SET begun = false",
                                "LK002");
                }
            }
            Progress.begin(sender.session());
            sender.command("SET lock_timeout = 0");
            for (int attempt = 1; ; attempt++) {
                try {
                    sender.send(List.of(statement));
                    return;
                } catch (Sender.Refused e) {
                    if (!isLost(e.answer())) {
                        // A broken attempt to build an index leaves one that is not valid.
                        lone.settle();
                    }
                    pauseOr(attempt, e.answer(), e);
                }
            }
        }

        private StepEnd refused(String said, SQLException answer) {
            if (isLost(answer)) {
                return end(How.LOST, "The session with the target broke.\n" + said);
            }
            if (!isHalfDone()) {
                return end(How.REFUSED, said);
            }
            return end(
                    How.HALF_DONE,
                    "Of " + pieces.size() + " pieces " + done + " are done and stay; piece " + (done + 1)
                            + " did not end well.\n" + said);
        }

        /** Whether anything stays; a mark that nothing stands behind is taken away. */
        private boolean isHalfDone() {
            try {
                sender.rollBack();
                Optional<Progress.Mark> mark = Progress.read(sender.session());
                if (mark.isEmpty()) {
                    return false;
                }
                boolean anything = mark.get().done() > 0
                        || (mark.get().begun()
                                && pieces.get(0).statements().stream().noneMatch(this::isUndone));
                if (!anything) {
                    sender.command("BEGIN");
                    Progress.close(sender.session());
                    if (order.direction() == Direction.UP) {
                        tool.undoneBegin(sender.session(), table, chain, step, order.versionBefore());
                    }
                    sender.command("COMMIT");
                }
                return anything;
            } catch (SQLException e) {
                sender.rollBack();
                return true;
            }
        }

        private boolean isUndone(Statement statement) {
            try {
                return new LonePiece(sender, statement).settle() == LonePiece.Fate.AGAIN;
            } catch (SQLException e) {
                return false;
            }
        }

        private boolean isLost(SQLException answer) {
            String code = String.valueOf(answer.getSQLState());
            if (code.startsWith("08") || code.equals("57P01") || code.equals("57P02") || code.equals("57P03")) {
                return true;
            }
            try {
                return sender.session().isClosed();
            } catch (SQLException e) {
                return true;
            }
        }

        private boolean isExpected(CatalogState now) {
            return SchemaDigest.expected(now.snapshot(), histories).equals(order.expected());
        }

        private String elsewhere() {
            return "It ran, and the target's schema is not the one that the rehearsal led to.";
        }

        private StepEnd end(How how, String said) {
            return new StepEnd(step, order.direction(), how, attempts, (System.nanoTime() - started) / 1_000_000, said);
        }
    }

    /** Something to write in the transaction of a step. */
    private interface Noting {
        void note() throws SQLException;
    }
}
