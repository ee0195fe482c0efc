package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the judged part of a chain is played from, as often as somebody wants to: an empty database with the user's first
 * rows, or a copy of the stage as it stood behind the steps that are only applied. No rows of ours are on either.
 */
final class Footing implements AutoCloseable {

    private final ThrowawayServer server;
    private final Chain chain;
    private final WalkOptions options;
    private @Nullable Stage behind;
    private int from;

    Footing(ThrowawayServer server, Chain chain, WalkOptions options) {
        this.server = server;
        this.chain = chain;
        this.options = options;
    }

    /** The steps before this position need not be played again. */
    void moveTo(int position, Stage stage) throws SQLException {
        Stage earlier = behind;
        behind = stage.leaveBehind();
        if (earlier != null) {
            earlier.close();
        }
        from = position;
    }

    /** The position of the first step that a stage from here has not seen. */
    int from() {
        return from;
    }

    /** Stages are asked for side by side, and copying closes the session of what is copied. */
    synchronized Stage stage(String suffix, boolean oneSession, StageRows rows) throws SQLException {
        if (behind != null) {
            return behind.copy();
        }
        Stage stage = Stage.create(server, chain.name() + suffix, options.role(), oneSession);
        rows.loadBase(stage);
        stage.prepareRole();
        return stage;
    }

    /**
     * Lays the chains that are needed under all stages to come.
     *
     * @return why that cannot be done, or nothing
     */
    Optional<Fact.NotObserved> layNeeded(StageRows rows) throws SQLException {
        if (options.needs().isEmpty()) {
            return Optional.empty();
        }
        Stage ground = Stage.create(server, chain.name() + "_needs", Optional.empty(), false);
        behind = ground;
        CatalogState empty = EmptyCatalogs.of(server).state(ground);
        for (WalkOptions.Needed needed : options.needs()) {
            StageRows theirs = new StageRows(needed.fixtures(), options.seed(), 0);
            theirs.loadBase(ground);
            CleanStages unused = new CleanStages(server, needed.chain(), this, theirs, List.of());
            for (Step step : needed.chain().steps()) {
                StepVisit visit =
                        new StepVisit(ground, theirs, unused, needed.chain(), step, "", List.of(), false, empty);
                visit.standOn();
                if (visit.end() != StepVisit.End.APPLIED) {
                    return Optional.of(new Fact.NotObserved(
                            "the chain",
                            "chain " + needed.chain().name() + ", which it needs, stops at " + step.version()));
                }
            }
        }
        rows.loadBase(ground);
        ground.goOnAs(options.role(), chain.oneSession());
        return Optional.empty();
    }

    @Override
    public synchronized void close() throws SQLException {
        if (behind != null) {
            behind.close();
        }
    }
}
