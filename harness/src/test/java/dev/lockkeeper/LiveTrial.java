package dev.lockkeeper;

import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.Memory;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Makes a database that has run the first steps of a chain, gives it a past of its own, and holds the chain against it. */
final class LiveTrial {

    private LiveTrial() {}

    static ChainReport report(
            ThrowawayServer server, Chain chain, Verification request, Path folder, Map<String, String> settings)
            throws Exception {
        String database = server.createDatabase("live");
        try (Connection owner = server.connect(database)) {
            if (!"own".equals(settings.get("history"))) {
                bringTo(owner, chain, settings.getOrDefault("stands", "0001"));
            }
            run(owner, Files.readString(folder.resolve("live.sql")));
            Path held = folder.resolve("session.sql");
            if (Files.exists(held)) {
                owner.setAutoCommit(false);
                run(owner, Files.readString(held));
            }
            return check(server, database, request, settings);
        } finally {
            server.dropDatabase(database);
        }
    }

    private static void bringTo(Connection owner, Chain chain, String version) throws SQLException {
        run(
                owner,
                "CREATE TABLE schema_migrations(version bigint PRIMARY KEY, dirty boolean NOT NULL);"
                        + " INSERT INTO schema_migrations VALUES (" + version + ", false)");
        for (Step step : chain.steps()) {
            if (step.version().compareTo(version) <= 0) {
                for (Statement statement : ((Script) step.up()).statements()) {
                    run(owner, statement.sql());
                }
            }
        }
    }

    private static ChainReport check(
            ThrowawayServer server, String database, Verification request, Map<String, String> settings)
            throws SQLException {
        DatabaseAddress address = server.address(database);
        TargetRequest target = TargetRequest.of(
                "live",
                "postgresql://" + address.user() + ":" + address.password() + "@" + address.host() + ":"
                        + address.port() + "/" + address.database());
        TargetRun run = new TargetRun(Map.of(), Memory.none(), Optional.ofNullable(settings.get("deployer")), false);
        try (ReadChains chains = ReadChains.read(request.chains());
                Target live = Target.open(target, name -> null)) {
            return new TargetCheck(live, run)
                    .check(chains, request, server, Progress.SILENT)
                    .chains()
                    .get(0);
        }
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (java.sql.Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
