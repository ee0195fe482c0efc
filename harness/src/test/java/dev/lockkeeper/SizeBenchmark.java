package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.experiment.WalkOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.rows.Fixtures;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times a step of a walk in a schema of 50 tables and in one of 1,000; wanted is at most twice as long.
 *
 * <p>Arguments: the server's version, and rows to generate for each table. The same thirty steps (columns, indexes, checks,
 * keys, views, an update) run on both; the time of a step is that from its begin to the begin of the next, the median of
 * three walks.
 */
public final class SizeBenchmark {

    private static final int STEPS = 30;
    private static final int WALKS = 3;
    /** So many tables refer to one another in a row. */
    private static final int FAMILY = 10;

    private static final List<String[]> SHAPES = List.of(
            new String[] {"ALTER TABLE t%d ADD COLUMN extra text", "ALTER TABLE t%d DROP COLUMN extra"},
            new String[] {"CREATE INDEX t%d_word_idx ON t%1$d (word)", "DROP INDEX t%d_word_idx"},
            new String[] {
                "ALTER TABLE t%d ADD CONSTRAINT positive CHECK (n > -1000000)",
                "ALTER TABLE t%d DROP CONSTRAINT positive"
            },
            new String[] {"UPDATE t%d SET word = word", "SELECT 1"},
            new String[] {"CREATE VIEW v%d AS SELECT id, word FROM t%1$d", "DROP VIEW v%d"},
            new String[] {
                "CREATE TABLE u%d (id bigint PRIMARY KEY REFERENCES t%1$d, note text NOT NULL)", "DROP TABLE u%d"
            });

    private SizeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[1]);
        try (ThrowawayServer server =
                Servers.start(ServerRequest.of(arguments[0]).from(Provider.EMBEDDED))) {
            double small = perStep(server, 50, rows);
            double large = perStep(server, 1_000, rows);
            System.out.printf(
                    Locale.ROOT,
                    "a step at 50 tables %.1f ms, at 1,000 tables %.1f ms: %.2f times%n",
                    small,
                    large,
                    large / small);
        }
    }

    private static double perStep(ThrowawayServer server, int tables, int rows) throws IOException, SQLException {
        Chain chain = chain(tables);
        double[] millis = new double[WALKS];
        for (int i = 0; i < WALKS; i++) {
            Clock clock = new Clock();
            WalkOptions options =
                    new WalkOptions(Optional.empty(), Fixtures.in(null, (file, text) -> List.of()), 1, rows);
            ChainWalk.walk(chain, Budgets.defaults(), server, options.judgingFrom(1), clock);
            millis[i] = clock.perStep();
        }
        Arrays.sort(millis);
        return millis[WALKS / 2];
    }

    private static Chain chain(int tables) throws IOException {
        Path folder = Files.createTempDirectory("size");
        StringBuilder up = new StringBuilder();
        for (int i = 1; i <= tables; i++) {
            up.append(
                    "CREATE TABLE t%d (id bigint PRIMARY KEY, before_id bigint%s, n integer NOT NULL DEFAULT 0, word text);%n"
                            .formatted(i, i % FAMILY == 1 ? "" : " REFERENCES t" + (i - 1)));
            up.append("CREATE INDEX t%d_n_idx ON t%1$d (n);%n".formatted(i));
        }
        lay(folder, 1, up.toString(), "SELECT 1");
        for (int step = 0; step < STEPS; step++) {
            String[] shape = SHAPES.get(step % SHAPES.size());
            lay(folder, step + 2, shape[0].formatted(step + 1), shape[1].formatted(step + 1));
        }
        // One more, at whose begin the last measured step is over.
        lay(folder, STEPS + 2, "SELECT 1", "SELECT 1");
        return ChainFormats.read(folder, "golang-migrate", ReadOptions.named("size"));
    }

    private static void lay(Path folder, int number, String up, String down) throws IOException {
        String name = "%04d_step.%s.sql";
        Files.writeString(folder.resolve(name.formatted(number, "up")), up);
        Files.writeString(folder.resolve(name.formatted(number, "down")), down);
    }

    /** Notes when each step begins. */
    private static final class Clock implements Progress {

        private final List<Long> begins = new ArrayList<>();

        @Override
        public synchronized void step(String chain, int done, int of, String title) {
            begins.add(System.nanoTime());
        }

        @Override
        public void note(String line) {}

        /** Of the steps behind the first one, which lays the tables, and the second, before which rows are laid. */
        double perStep() {
            return (begins.get(STEPS + 1) - begins.get(2)) / 1e6 / (STEPS - 1);
        }
    }
}
