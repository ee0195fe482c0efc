package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import java.sql.Connection;
import java.sql.SQLException;

/** A copy of the stage, for scripts that commit by themselves or must not be in a transaction. */
final class CloneLab implements Lab {

    private final Stage copy;

    CloneLab(Stage stage) throws SQLException {
        this.copy = stage.copy();
    }

    @Override
    public ScriptRun run(Script script, Direction direction, Phase phase, boolean traced) throws SQLException {
        return copy.run(script, direction, phase, traced);
    }

    @Override
    public CatalogState schema(CatalogState since) throws SQLException {
        return copy.catalog().refresh(since);
    }

    @Override
    public Connection connection() {
        return copy.connection();
    }

    @Override
    public boolean canRewind() {
        return false;
    }

    @Override
    public void mark() {
        throw new IllegalStateException("a cloned database has no mark to go back to");
    }

    @Override
    public void rewind() {
        throw new IllegalStateException("a cloned database has no mark to go back to");
    }

    @Override
    public void anotherSession() throws SQLException {
        copy.anotherSession();
    }

    @Override
    public void elsewhere() throws SQLException {
        copy.execute("SET TimeZone TO 'Asia/Kathmandu'");
    }

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
