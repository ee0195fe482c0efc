package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainDriver;
import dev.lockkeeper.model.ChainDriver.StepProgramFailed;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.Unreadable;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A database that somebody moves by hand along its chain; nothing is judged on the way. */
public final class MovableStage implements AutoCloseable {

    /** Somebody who forgot a transaction is told so, instead of waiting for ever. */
    private static final String PATIENCE = "SET lock_timeout TO '20s'";

    private final Chain chain;
    private final Stage stage;
    private final StageRows rows;
    private final boolean layFixtures;
    private int position;
    private @Nullable CatalogState known;

    private MovableStage(Chain chain, Stage stage, StageRows rows, boolean layFixtures) {
        this.chain = chain;
        this.stage = stage;
        this.rows = rows;
        this.layFixtures = layFixtures;
    }

    /**
     * A database before the first step: empty, or with the chains at their heads that this one needs.
     *
     * @param layFixtures whether each version's rows of the user are laid when the chain reaches it
     */
    public static MovableStage create(ThrowawayServer server, Chain chain, WalkOptions options, boolean layFixtures)
            throws SQLException {
        StageRows rows = new StageRows(options.fixtures(), options.seed(), Math.max(1, options.rowsPerTable()));
        Stage stage = Stage.create(server, chain.name(), Optional.empty(), chain.oneSession());
        try {
            for (WalkOptions.Needed needed : options.needs()) {
                lay(needed, stage, options.seed(), layFixtures);
            }
            rows.loadBase(stage);
            stage.goOnAs(options.role(), chain.oneSession());
        } catch (SQLException | RuntimeException refused) {
            stage.close();
            throw refused;
        }
        return new MovableStage(chain, stage, rows, layFixtures);
    }

    private static void lay(WalkOptions.Needed needed, Stage stage, long seed, boolean layFixtures)
            throws SQLException {
        Chain below = needed.chain();
        StageRows theirs = new StageRows(needed.fixtures(), seed, 1);
        try {
            stage.goOnAs(Optional.empty(), below.oneSession());
            theirs.loadBase(stage);
            new MovableStage(below, stage, theirs, layFixtures)
                    .moveTo(below.steps().size());
        } finally {
            if (below.driver() != null) {
                below.driver().close();
            }
        }
    }

    public Chain chain() {
        return chain;
    }

    /** How many steps stand applied. */
    public int position() {
        return position;
    }

    /** The step applied last; empty before the first one. */
    public Optional<Step> standing() {
        return position == 0 ? Optional.empty() : Optional.of(chain.steps().get(position - 1));
    }

    public DatabaseAddress address() {
        return stage.address();
    }

    /** The process of the server that serves our own session. */
    public int backend() throws SQLException {
        return stage.connection().unwrap(PGConnection.class).getBackendPID();
    }

    /** Goes to where that many steps stand applied, one step at a time. */
    public void moveTo(int target) throws SQLException {
        while (position < target) {
            run(chain.steps().get(position), Direction.UP);
            position++;
            if (layFixtures) {
                rows.layFixtures(stage, chain.steps().get(position - 1).version());
            }
        }
        while (position > target) {
            run(chain.steps().get(position - 1), Direction.DOWN);
            position--;
        }
    }

    public CatalogSnapshot schema() throws SQLException {
        CatalogState now =
                known == null ? stage.catalog().full() : stage.catalog().refresh(known);
        known = now;
        return now.snapshot();
    }

    /** Fills tables with rows that are legal and chosen to hurt. */
    public void generateRows(Collection<String> tables) throws SQLException {
        rows.generate(stage, tables);
    }

    private void run(Step step, Direction direction) throws SQLException {
        Script script = script(step, direction);
        if (!chain.oneSession()) {
            stage.freshSession();
        }
        stage.execute(PATIENCE);
        ScriptRun run = stage.run(script, direction, direction == Direction.UP ? Phase.UP : Phase.DOWN, false);
        if (run.failure() != null) {
            throw refused(step, direction, run.failure());
        }
    }

    private Script script(Step step, Direction direction) throws SQLException {
        Source source = direction == Direction.UP ? step.up() : wayBack(step);
        if (source instanceof Script script) {
            return script;
        }
        if (source instanceof Unreadable unreadable) {
            throw trouble(step, direction).answered(unreadable.why());
        }
        return record(step, direction);
    }

    private Source wayBack(Step step) {
        if (step.down() instanceof Down.Written written) {
            return written.source();
        }
        throw trouble(step, Direction.DOWN).answered("It has no way back.");
    }

    private Script record(Step step, Direction direction) throws SQLException {
        ChainDriver driver = chain.driver();
        if (driver == null) {
            throw trouble(step, direction).answered("It is a program, and nothing here can run it.");
        }
        try (Stage copy = stage.copy()) {
            known = null;
            copy.letGo();
            return driver.record(step, direction, copy.address());
        } catch (StepProgramFailed failed) {
            throw refused(step, direction, failed.failure());
        }
    }

    private LockkeeperException refused(Step step, Direction direction, Failure failure) {
        return trouble(step, direction)
                .answered(
                        "PostgreSQL answered " + failure.sqlState() + " at " + failure.at() + ": " + failure.message());
    }

    private LockkeeperException trouble(Step step, Direction direction) {
        return LockkeeperException.because("Could not take " + chain.name() + " " + direction.id() + " "
                + (direction == Direction.UP ? "to " : "from ") + step.title() + ".");
    }

    @Override
    public void close() throws SQLException {
        stage.close();
        if (chain.driver() != null) {
            chain.driver().close();
        }
    }
}
