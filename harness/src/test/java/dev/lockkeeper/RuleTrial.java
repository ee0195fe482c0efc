package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.experiment.ChainWalk;
import dev.lockkeeper.experiment.Progress;
import dev.lockkeeper.model.Budgets;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.rule.Rules;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Runs one small chain through the real engine on a server that all trials of a version share. */
public final class RuleTrial {

    private static final Map<String, ThrowawayServer> SERVERS = new ConcurrentHashMap<>();

    private RuleTrial() {}

    /** The shared server of a version; it goes when the JVM does. */
    public static ThrowawayServer server(String version) {
        return SERVERS.computeIfAbsent(
                version, wanted -> Servers.start(ServerRequest.of(wanted).from(Provider.EMBEDDED)));
    }

    /** All findings on the chain in {@code migrations} with the rows in {@code fixtures}; every rule is on. */
    public static List<Finding> on(String version, Path folder, Map<String, String> settings) throws Exception {
        return report(version, folder, settings).allFindings().toList();
    }

    /** @param settings {@code rules=default} for the rules that are on unless somebody chooses otherwise */
    public static ChainReport report(String version, Path folder, Map<String, String> settings) throws Exception {
        Optional<ReadOptions.GroupingChoice> grouping = Optional.ofNullable(settings.get("grouping"))
                .map(word -> ReadOptions.GroupingChoice.valueOf(word.toUpperCase(Locale.ROOT)));
        ReadOptions reading = new ReadOptions("example", Map.of(), grouping);
        Chain chain = ChainFormats.read(
                folder.resolve("migrations"), settings.getOrDefault("format", "golang-migrate"), reading);
        if (settings.containsKey("tablespace")) {
            makeTablespace(server(version), settings.get("tablespace"));
        }
        int rows = Integer.parseInt(settings.getOrDefault("rows", "0"));
        Verification request = request(folder, reading, rows, Optional.ofNullable(settings.get("role")), settings);
        if (Files.exists(folder.resolve("live.sql"))) {
            return LiveTrial.report(server(version), chain, request, folder, settings);
        }
        return new Judge(request)
                .judge(
                        chain,
                        ChainWalk.walk(
                                chain,
                                request.budgets(),
                                server(version),
                                request.walkOptions(request.chains().get(0), chain),
                                Progress.SILENT));
    }

    private static OptionalLong number(Map<String, String> settings, String name) {
        return settings.containsKey(name) ? OptionalLong.of(Long.parseLong(settings.get(name))) : OptionalLong.empty();
    }

    /** A tablespace belongs to the whole server and cannot be made in a transaction, so no chain can make one twice. */
    private static synchronized void makeTablespace(ThrowawayServer server, String name) throws SQLException {
        try (Connection owner = server.connect("postgres");
                java.sql.Statement statement = owner.createStatement()) {
            statement.execute("SET allow_in_place_tablespaces = on");
            statement.execute("CREATE TABLESPACE " + name + " LOCATION ''");
        } catch (SQLException made) {
            if (!"42710".equals(made.getSQLState())) {
                throw made;
            }
        }
    }

    private static Verification request(
            Path folder, ReadOptions reading, int rows, Optional<String> role, Map<String, String> settings) {
        Verification plain = Verification.of(
                List.of(new ChainRequest(
                        "example",
                        folder.resolve("migrations"),
                        settings.getOrDefault("format", "golang-migrate"),
                        reading,
                        folder.resolve("fixtures"),
                        role,
                        List.of())),
                ServerRequest.of("17"),
                LocalDate.of(2026, 1, 1));
        Map<String, Optional<Severity>> allOn = Rules.all().stream()
                .filter(rule -> !rule.card().on())
                // SchemaCrawler takes its time, so that only the examples that are about it wait for it.
                .filter(rule -> !rule.card().id().equals("schema-lint") || "on".equals(settings.get("lints")))
                .collect(Collectors.toMap(
                        rule -> rule.card().id(),
                        rule -> Optional.of(rule.card().severity())));
        Verification request = new Verification(
                plain.chains(),
                plain.server(),
                new Budgets(
                        Double.parseDouble(settings.getOrDefault("lock-seconds", "2")),
                        number(settings, "table-rows").orElse(plain.budgets().tableRows()),
                        number(settings, "max-step-millis"),
                        number(settings, "max-rows-affected")),
                plain.seed(),
                rows,
                "default".equals(settings.get("rules")) ? Map.of() : allOn,
                plain.allow(),
                1,
                plain.today());
        return request.rehearsing("true".equals(settings.get("rehearse")));
    }
}
