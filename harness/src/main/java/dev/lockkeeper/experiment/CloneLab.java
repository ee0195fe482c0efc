package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import java.sql.Connection;
import java.sql.SQLException;

/** A copy of the stage, for scripts that commit by themselves or must not be in a transaction; going back takes another. */
final class CloneLab implements Lab {

    private final Stage stage;
    private final CatalogState standing;
    private Stage copy;
    private boolean used;

    /** @param standing how the stage stands */
    CloneLab(Stage stage, CatalogState standing) throws SQLException {
        this.stage = stage;
        this.standing = standing;
        this.copy = stage.copy(standing);
    }

    /** A copy is made only when somebody looks at it. */
    private Stage copy() throws SQLException {
        if (used) {
            used = false;
            copy.close();
            copy = stage.copy(standing);
        }
        return copy;
    }

    @Override
    public ScriptRun run(Script script, Direction direction, Phase phase, boolean traced) throws SQLException {
        return copy().run(script, direction, phase, traced);
    }

    @Override
    public CatalogState schema(CatalogState since) throws SQLException {
        return copy().catalog().refresh(since);
    }

    @Override
    public Connection connection() throws SQLException {
        return copy().connection();
    }

    @Override
    public boolean isTransaction() {
        return false;
    }

    @Override
    public void mark() {
        // The stage itself is the mark.
    }

    @Override
    public void rewind() {
        used = true;
    }

    @Override
    public void anotherSession() throws SQLException {
        copy().anotherSession();
    }

    @Override
    public void elsewhere() throws SQLException {
        copy().execute("SET TimeZone TO 'Asia/Kathmandu'");
    }

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
