package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction on the stage itself: nothing to copy, and gone without a trace, sequences included. */
final class TransactionLab implements Lab {

    private final Stage stage;
    private final SequencePositions sequences;

    TransactionLab(Stage stage) throws SQLException {
        this.stage = stage;
        this.sequences = SequencePositions.of(stage.connection());
        stage.execute("BEGIN");
    }

    @Override
    public ScriptRun run(Script script, Direction direction, Phase phase, boolean traced) throws SQLException {
        return stage.asRole(() ->
                stage.runner().insideTransaction(script, direction, traced ? stage.watch() : StatementWatch.NONE));
    }

    @Override
    public CatalogState schema(CatalogState since) throws SQLException {
        return stage.catalog().refresh(since);
    }

    @Override
    public Connection connection() {
        return stage.connection();
    }

    @Override
    public boolean isTransaction() {
        return true;
    }

    @Override
    public void mark() throws SQLException {
        stage.execute("SAVEPOINT lockkeeper_mark");
    }

    @Override
    public void rewind() throws SQLException {
        stage.execute("ROLLBACK TO SAVEPOINT lockkeeper_mark");
        sequences.restore();
    }

    @Override
    public void anotherSession() throws SQLException {
        stage.anotherSession();
    }

    @Override
    public void elsewhere() throws SQLException {
        stage.execute("SET LOCAL TimeZone TO 'Asia/Kathmandu'");
    }

    @Override
    public void close() throws SQLException {
        stage.execute("ROLLBACK");
        sequences.restore();
    }
}
