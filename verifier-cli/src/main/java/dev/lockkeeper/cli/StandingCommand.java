package dev.lockkeeper.cli;

import dev.lockkeeper.ChainSelection;
import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetCheck;
import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.rule.Rules;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands share that say how chains stand on a live database. */
abstract class StandingCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "a folder with lockkeeper.yml or the folder of a chain; without one, here")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--chain-format",
            paramLabel = "FORMAT",
            description = "format of the chain at PATH; without it, found by looking")
    private @Nullable String chainFormat;

    @Option(names = "--metrics", paramLabel = "FILE", description = "write Prometheus text format to FILE, too")
    private @Nullable String metrics;

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Mixin
    private ListingOptions listing = new ListingOptions();

    StandingCommand(Console console) {
        this.console = console;
    }

    abstract Table table(List<History> histories);

    @Override
    public Integer call() {
        Configuration configuration = configuration(console, paths, chainFormat);
        long started = System.nanoTime();
        try (ReadChains chains = TargetRuns.chains(configuration);
                Target target = targetOptions.open(configuration, console)) {
            List<History> histories =
                    new TargetCheck(target, TargetRuns.of(configuration, target, false)).histories(chains);
            listing.print(target, table(histories), console);
            if (metrics != null) {
                Metrics.write(console.here().resolve(metrics), target, histories, started);
            }
            TargetRuns.remember(configuration, target, histories);
            boolean troubled = histories.stream().anyMatch(History::isTroubled);
            return (troubled ? ExitCode.UNSAFE : ExitCode.SAFE).code();
        }
    }

    /** The one configuration of the paths: a live database is held against the chains of one file at a time. */
    static Configuration configuration(Console console, List<String> paths, @Nullable String chainFormat) {
        Vocabulary vocabulary = Vocabulary.of(
                Rules.all().stream().map(rule -> rule.card().id()).toList(),
                ChainFormats.all().stream().map(ChainFormat::id).toList(),
                List.of());
        ChainSelection selection = new ChainSelection(console.here(), vocabulary);
        if (chainFormat != null) {
            return selection.asToldBy(paths, Optional.of(chainFormat), Optional.<Path>empty());
        }
        List<Configuration> runs = selection.of(paths);
        if (runs.size() > 1) {
            throw LockkeeperException.because("The paths lie under " + runs.size() + " configurations.")
                    .tryThis("name the paths of one lockkeeper.yml at a time");
        }
        return runs.get(0);
    }
}
