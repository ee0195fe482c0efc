package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.experiment.WalkOptions;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.rows.Fixtures;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times the walk of chains against the raw floor: the same statements, each step up, down and up, in one psql session on
 * the same server.
 *
 * <p>Arguments: the server's version, rows to generate for each table, and folders of chains; start it with the options of
 * the launcher, {@code -XX:TieredStopAtLevel=1 -XX:+UseSerialGC}. Each line names the ratio; wanted is at most four times
 * the floor and two seconds.
 */
public final class WalkBenchmark {

    private static final int FACTOR = 4;
    private static final double START_UP = 2.0;

    private WalkBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[1]);
        try (ThrowawayServer server =
                Servers.start(ServerRequest.of(arguments[0]).from(Provider.EMBEDDED))) {
            for (int i = 2; i < arguments.length; i++) {
                String name = Path.of(arguments[i]).getFileName().toString();
                Chain chain = ChainFormats.read(Path.of(arguments[i]), null, ReadOptions.named(name));
                double floor = floor(server, chain);
                double walk = walk(server, chain, rows);
                boolean within = walk <= FACTOR * floor + START_UP;
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %4d steps  floor %6.2f s  walk %6.2f s  %5.2f x floor, %5.2f x after %.0f s of start-up: %s%n",
                        name,
                        chain.steps().size(),
                        floor,
                        walk,
                        walk / floor,
                        Math.max(0, walk - START_UP) / floor,
                        START_UP,
                        within ? "within" : "OVER");
            }
        }
    }

    private static double walk(ThrowawayServer server, Chain chain, int rows) throws SQLException {
        WalkOptions options = new WalkOptions(Optional.empty(), Fixtures.in(null, (file, text) -> List.of()), 1, rows);
        long start = System.nanoTime();
        ChainWalk.walk(chain, Budgets.defaults(), server, options, Progress.SILENT);
        return (System.nanoTime() - start) / 1e9;
    }

    private static double floor(ThrowawayServer server, Chain chain)
            throws IOException, InterruptedException, SQLException {
        String database = server.createDatabase("floor");
        DatabaseAddress address = server.address(database);
        Path file = Files.createTempFile("floor", ".sql");
        Path said = Files.createTempFile("floor", ".txt");
        try {
            Files.writeString(file, everything(chain));
            ProcessBuilder psql = new ProcessBuilder(
                            "psql",
                            "-X",
                            "-q",
                            "-h",
                            address.host(),
                            "-p",
                            String.valueOf(address.port()),
                            "-U",
                            address.user(),
                            "-d",
                            database,
                            "-f",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            psql.environment().put("PGPASSWORD", address.password());
            long start = System.nanoTime();
            psql.start().waitFor();
            return (System.nanoTime() - start) / 1e9;
        } finally {
            Files.delete(file);
            Files.delete(said);
            server.dropDatabase(database);
        }
    }

    private static String everything(Chain chain) {
        StringBuilder sql = new StringBuilder();
        for (Step step : chain.steps()) {
            add(sql, step.up());
            if (step.down() instanceof Down.Written down) {
                add(sql, down.source());
                add(sql, step.up());
            }
        }
        return sql.toString();
    }

    private static void add(StringBuilder sql, Source source) {
        if (source instanceof Script script) {
            boolean whole = script.grouping() != Grouping.AUTOCOMMIT;
            sql.append(whole ? "BEGIN;\n" : "");
            for (Statement statement : script.statements()) {
                sql.append(statement.sql()).append(";\n");
            }
            sql.append(whole ? "COMMIT;\n" : "");
        }
    }
}
