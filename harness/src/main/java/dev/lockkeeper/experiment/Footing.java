package dev.lockkeeper.experiment;

import dev.lockkeeper.model.Chain;
import dev.lockkeeper.server.ThrowawayServer;
import java.sql.SQLException;
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
        behind = stage.leaveBehind();
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

    @Override
    public synchronized void close() throws SQLException {
        if (behind != null) {
            behind.close();
        }
    }
}
