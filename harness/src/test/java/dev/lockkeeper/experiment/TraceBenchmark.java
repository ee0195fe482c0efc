package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.CatalogState;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Times what watching locks, scans and writes adds to the round trips of chains, snapshots included; wanted is at most 30%.
 *
 * <p>Arguments: the server's version, and folders of chains. Each step is taken up, down and up in a transaction twice, its
 * ups watched and unwatched, in turns, so that neither finds the warmer server.
 */
public final class TraceBenchmark {

    private TraceBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (ThrowawayServer server =
                Servers.start(ServerRequest.of(arguments[0]).from(Provider.EMBEDDED))) {
            for (int i = 1; i < arguments.length; i++) {
                String name = Path.of(arguments[i]).getFileName().toString();
                Chain chain = ChainFormats.read(Path.of(arguments[i]), null, ReadOptions.named(name));
                long[] nanos = walk(server, chain);
                System.out.printf(
                        Locale.ROOT,
                        "%-12s round trips %6.2f s, watched %6.2f s: %+.0f%%%n",
                        name,
                        nanos[0] / 1e9,
                        nanos[1] / 1e9,
                        100.0 * (nanos[1] - nanos[0]) / nanos[0]);
            }
        }
    }

    private static long[] walk(ThrowawayServer server, Chain chain) throws SQLException {
        long[] nanos = new long[2];
        try (Stage stage = Stage.create(server, "trace", Optional.empty())) {
            CatalogState state = EmptyCatalogs.of(server).read(stage);
            int turn = 0;
            for (Step step : chain.steps()) {
                if (step.up() instanceof Script up) {
                    Optional<Script> down =
                            step.down() instanceof Down.Written written && written.source() instanceof Script back
                                    ? Optional.of(back)
                                    : Optional.empty();
                    if (TransactionWords.fitsInTransaction(up)
                            && down.map(TransactionWords::fitsInTransaction).orElse(true)) {
                        int first = turn++ % 2;
                        nanos[first] += roundTrip(stage, step, up, down, state, first == 1);
                        nanos[1 - first] += roundTrip(stage, step, up, down, state, first == 0);
                    }
                    stage.run(up, Direction.UP, Phase.UP, false);
                    state = stage.catalog().refresh(state);
                }
            }
        }
        return nanos;
    }

    private static long roundTrip(
            Stage stage, Step step, Script up, Optional<Script> down, CatalogState before, boolean watched)
            throws SQLException {
        long start = System.nanoTime();
        stage.freshSession();
        try (Lab lab = new TransactionLab(stage)) {
            lab.mark();
            if (lab.run(up, Direction.UP, Phase.UP, watched).ok()) {
                new RoundTrip(up, step.down(), down).observe(lab, before, lab.schema(before));
            }
        }
        return System.nanoTime() - start;
    }
}
