package dev.lockkeeper;

import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Configuration.AllowSetting;
import dev.lockkeeper.config.Configuration.ChainSettings;
import dev.lockkeeper.config.Configuration.GroupingSetting;
import dev.lockkeeper.config.Configuration.PostgresSettings;
import dev.lockkeeper.config.Configuration.TargetSettings;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.server.Provider;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetRequest;
import dev.lockkeeper.verdict.Allow;
import dev.lockkeeper.verdict.Baseline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns what a {@code lockkeeper.yml} says into a request. */
public final class Verifications {

    /** The version when nobody says one: the newest that most managed services run. */
    public static final String DEFAULT_VERSION = "17";

    /** Instead of a version: the one the live database runs. */
    private static final String TARGET = "target";

    private Verifications() {}

    public static Verification of(Configuration configuration, LocalDate today) {
        Map<String, Optional<Severity>> rules = new TreeMap<>();
        configuration.rules().forEach((id, setting) -> rules.put(id, setting.severity()));
        Verification plain = new Verification(
                chains(configuration),
                server(configuration.postgres()),
                configuration.budgets(),
                configuration.rows().seed(),
                configuration.rows().perTable(),
                rules,
                configuration.allow().stream().map(Verifications::allow).toList(),
                Runtime.getRuntime().availableProcessors(),
                today,
                Optional.empty(),
                configuration.baseline().map(Baseline::read).orElseGet(Baseline::none));
        return plain.rehearsing(configuration.rehearse());
    }

    /** The chains the configuration names; else every chain found below its folder. */
    public static List<ChainRequest> chains(Configuration configuration) {
        if (!configuration.chains().isEmpty()) {
            return configuration.chains().stream().map(Verifications::chain).toList();
        }
        List<Path> found = ChainFormats.findChains(configuration.folder());
        if (found.isEmpty()) {
            throw LockkeeperException.because("There is no migration chain in " + configuration.folder() + ".")
                    .tryThis("name the folder of one, or see which formats are known: lockkeeper formats");
        }
        return found.stream()
                .map(path -> ChainRequest.of(nameOf(configuration.folder(), path), path))
                .toList();
    }

    private static ChainRequest chain(ChainSettings settings) {
        return new ChainRequest(
                settings.name(),
                settings.path(),
                settings.format().orElse(null),
                new ReadOptions(settings.name(), settings.placeholders(), grouping(settings.grouping())),
                Files.isDirectory(settings.fixtures()) ? settings.fixtures() : null,
                settings.role(),
                settings.needs());
    }

    private static Optional<GroupingChoice> grouping(GroupingSetting setting) {
        return switch (setting) {
            case DEFAULT -> Optional.empty();
            case STEP -> Optional.of(GroupingChoice.STEP);
            case BATCH -> Optional.of(GroupingChoice.BATCH);
            case NONE -> Optional.of(GroupingChoice.NONE);
        };
    }

    static ServerRequest server(PostgresSettings postgres) {
        ServerRequest request = postgres.version()
                .map(version -> ServerRequest.of(version).because("lockkeeper.yml asks for it"))
                .orElseGet(() -> ServerRequest.byDefault(DEFAULT_VERSION))
                .from(Provider.valueOf(postgres.provider().name()))
                .withImage(postgres.image().orElse(null));
        return postgres.url().isPresent() ? request.at(postgres.url().get().value(System::getenv)) : request;
    }

    /** Where the version is to be the target's, the target is asked for it; any other request stays as it is. */
    public static ServerRequest likeTarget(
            ServerRequest server, Configuration configuration, UnaryOperator<@Nullable String> environment) {
        if (!TARGET.equals(server.version())) {
            return server;
        }
        TargetSettings settings = configuration.target().orElseThrow(() -> LockkeeperException.because(
                        "postgres.version is target, and lockkeeper.yml names no target.")
                .tryThis("target.url: ${STAGING_URL} in lockkeeper.yml, or a version such as " + DEFAULT_VERSION));
        TargetRequest request = TargetRequest.of(
                        settings.name().orElse(TARGET), settings.url().value(environment))
                .withPasswordFile(settings.passwordFile())
                .remembering(settings.systemIdentifier());
        try (Target target = Target.open(request, environment)) {
            return new TargetCheck(target, TargetRun.plain()).serverLike(server);
        }
    }

    private static Allow allow(AllowSetting setting) {
        return new Allow(
                setting.rule(),
                setting.object(),
                setting.chain(),
                setting.step(),
                setting.reason(),
                setting.until(),
                setting.rows(),
                setting.at());
    }

    private static String nameOf(Path root, Path chain) {
        String name =
                root.toAbsolutePath().normalize().equals(chain.toAbsolutePath().normalize())
                        ? String.valueOf(chain.toAbsolutePath().normalize().getFileName())
                        : root.relativize(chain).toString().replace('\\', '/');
        return name.isEmpty() ? "chain" : name;
    }
}
