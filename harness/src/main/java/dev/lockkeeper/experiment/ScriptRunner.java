package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.OwnTransaction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Sends a script as its own tool would. The connection stays in autocommit and transactions are plain statements, so
 * that a script which commits by itself does here what it does in production.
 */
final class ScriptRunner {

    private final Connection connection;

    ScriptRunner(Connection connection) {
        this.connection = connection;
    }

    /** Runs inside a transaction that somebody else opened and will roll back; deferred checks are made to speak. */
    ScriptRun insideTransaction(Script script, Direction direction, StatementWatch watch) throws SQLException {
        Run run = new Run(script, direction, watch, Phase.UP);
        run.statements(false);
        if (run.failure == null) {
            run.control("SET CONSTRAINTS ALL IMMEDIATE");
        }
        return run.result(0);
    }

    /** Runs inside the one transaction of a whole deploy, which somebody else opened and will commit. */
    ScriptRun inBatch(Script script, Direction direction, StatementWatch watch) throws SQLException {
        Run run = new Run(script, direction, watch, Phase.BATCH);
        run.statements(false);
        return run.result(0);
    }

    /** Runs for real, in the script's own grouping; whatever it commits stays. */
    ScriptRun forReal(Script script, Direction direction, Phase phase, StatementWatch watch) throws SQLException {
        ScriptRun run = upTo(script.statements().size(), script, direction, phase, watch);
        if (inTransaction()) {
            execute("ROLLBACK");
        }
        return run;
    }

    /** Like {@link #forReal} but only so many statements, as far as a client got that is killed then; what is open stays so. */
    ScriptRun upTo(int limit, Script script, Direction direction) throws SQLException {
        return upTo(limit, script, direction, Phase.UP, StatementWatch.NONE);
    }

    private ScriptRun upTo(int limit, Script script, Direction direction, Phase phase, StatementWatch watch)
            throws SQLException {
        Run run = new Run(script, direction, watch, phase);
        run.limit = limit;
        switch (script.grouping()) {
            case TRANSACTION -> run.inTransaction();
            case SIMPLE_QUERY -> run.asSimpleQuery();
            case AUTOCOMMIT -> run.statements(true);
        }
        return run.result(run.committed);
    }

    private boolean inTransaction() throws SQLException {
        return open(connection);
    }

    private void execute(String command) throws SQLException {
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.execute(command);
        }
    }

    static boolean open(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    }

    static boolean aborted(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
    }

    /** One run in progress. */
    private final class Run {
        private final Script script;
        private final Direction direction;
        private final StatementWatch watch;
        private final Phase phase;
        private final List<StatementTrace> traces = new ArrayList<>();
        private final List<OwnTransaction> own = new ArrayList<>();
        private final long started = System.nanoTime();
        private int limit = Integer.MAX_VALUE;
        private int sent;
        private int committed;
        private int failedIndex = -1;
        private @Nullable Failure failure;

        Run(Script script, Direction direction, StatementWatch watch, Phase phase) {
            this.script = script;
            this.direction = direction;
            this.watch = watch;
            this.phase = phase;
        }

        void inTransaction() throws SQLException {
            execute("BEGIN");
            statements(true);
            boolean whole = failure == null && sent == script.statements().size();
            if (whole) {
                commit();
            }
        }

        /** Several statements in one message are one implicit transaction; a lone one is on its own. */
        void asSimpleQuery() throws SQLException {
            if (script.statements().size() == 1) {
                statements(true);
                return;
            }
            boolean implicit = false;
            watch.beginScript();
            for (Statement statement : script.statements()) {
                if (sent >= limit) {
                    return;
                }
                if (!implicit && !ScriptRunner.this.inTransaction()) {
                    execute("BEGIN");
                    implicit = true;
                }
                if (TransactionWords.begins(statement)) {
                    // Inside an implicit block BEGIN only makes the block explicit.
                    own.add(new OwnTransaction(phase, statement.at(), statement.excerpt(), false));
                    implicit = true;
                    sent++;
                    continue;
                }
                send(statement);
                if (failure != null) {
                    return;
                }
                if (TransactionWords.ends(statement)) {
                    implicit = false;
                }
            }
            if (ScriptRunner.this.inTransaction() && sent == script.statements().size()) {
                commit();
            }
        }

        void statements(boolean real) throws SQLException {
            watch.beginScript();
            for (Statement statement : script.statements()) {
                if (sent >= limit) {
                    return;
                }
                send(statement);
                if (failure != null) {
                    return;
                }
                if (real && !ScriptRunner.this.inTransaction()) {
                    committed = sent;
                }
            }
        }

        private void send(Statement statement) throws SQLException {
            boolean alone = !ScriptRunner.this.inTransaction();
            int place = sent;
            watch.before(statement);
            long begin = System.nanoTime();
            try (java.sql.Statement jdbc = connection.createStatement()) {
                long count = execute(jdbc, statement);
                long millis = millisSince(begin);
                note(statement);
                sent++;
                if (!ScriptRunner.this.inTransaction()) {
                    committed = sent;
                }
                StatementTrace trace =
                        watch.after(statement, direction, sent - 1, millis, count, jdbc.getWarnings(), alone);
                if (trace != null) {
                    traces.add(script.grouping() == Grouping.AUTOCOMMIT ? trace.alone() : trace);
                }
            } catch (SQLException refused) {
                failure = Failures.of(statement, refused);
                failedIndex = place;
            } catch (IOException impossible) {
                throw new IllegalStateException("reading COPY data from memory", impossible);
            }
        }

        private long execute(java.sql.Statement jdbc, Statement statement) throws SQLException, IOException {
            if (statement.copyData() != null) {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement.sql(), new StringReader(statement.copyData()));
            }
            jdbc.setEscapeProcessing(false);
            jdbc.execute(statement.sql());
            return jdbc.getUpdateCount();
        }

        private void note(Statement statement) throws SQLException {
            if (TransactionWords.begins(statement) || TransactionWords.ends(statement)) {
                boolean last = sent == script.statements().size() - 1;
                boolean leftOpen =
                        last && script.grouping() == Grouping.AUTOCOMMIT && ScriptRunner.this.inTransaction();
                own.add(new OwnTransaction(phase, statement.at(), statement.excerpt(), leftOpen));
            }
        }

        private void commit() throws SQLException {
            control("COMMIT");
            if (failure == null) {
                committed = sent;
            }
        }

        /** A command of the tool's own; its refusal (a deferred check, say) is the script's failure at its end. */
        private void control(String command) throws SQLException {
            try {
                execute(command);
            } catch (SQLException refused) {
                Statement last = script.statements().isEmpty()
                        ? Statement.of(command, script.at())
                        : script.statements().get(script.statements().size() - 1);
                failure = Failures.of(last, refused);
                failedIndex = script.statements().size();
            }
        }

        private void execute(String command) throws SQLException {
            ScriptRunner.this.execute(command);
        }

        private ScriptRun result(int inPlace) {
            return new ScriptRun(traces, failure, failedIndex, inPlace, own, millisSince(started));
        }
    }

    static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
