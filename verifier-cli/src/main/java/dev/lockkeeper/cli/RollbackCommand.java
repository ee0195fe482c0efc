package dev.lockkeeper.cli;

import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetCheck;
import dev.lockkeeper.WaysBack;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.gate.apply.Apply;
import dev.lockkeeper.gate.apply.ApplyRequest;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes steps back with our own guarded runner. */
@Command(
        name = "rollback",
        description = {
            "Takes the newest steps of an SQL chain back on a live database, as carefully as apply runs them.",
            "A step whose way back was not seen to keep every row is refused, unless somebody accepts the loss.",
            "",
            "Answers 0 when the database is where it was to go, 1 when a step was refused, 3 when one stopped in its middle."
        })
final class RollbackCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "a folder with lockkeeper.yml or the folder of a chain; without one, here")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--chain-format",
            paramLabel = "FORMAT",
            description = "format of the chain at PATH; without it, found by looking")
    private @Nullable String chainFormat;

    @Option(names = "--steps", paramLabel = "N", description = "how many to take back (1)")
    private @Nullable Integer steps;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "the version that is to be the newest one; 0 for none")
    private @Nullable String to;

    @Option(names = "--accept-loss", description = "take back also what loses rows or values")
    private boolean acceptLoss;

    @Mixin
    private ApplyOptions options = new ApplyOptions();

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    RollbackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (steps != null && to != null) {
            throw LockkeeperException.because("--steps and --to say the same in two ways.")
                    .tryThis("one of them");
        }
        Configuration configuration = StandingCommand.configuration(console, paths, chainFormat);
        if (configuration.chains().size() > 1) {
            throw LockkeeperException.because(
                            "There are " + configuration.chains().size() + " chains here.")
                    .tryThis("name the folder of the one to take back");
        }
        try (ReadChains chains = TargetRuns.chains(configuration)) {
            ApplyRequest request = new ApplyRequest(
                    () -> targetOptions.open(configuration, console),
                    target -> new TargetCheck(target, TargetRuns.of(configuration, target, false)).histories(chains),
                    () -> throwaway(configuration),
                    Optional.empty(),
                    List.of(),
                    acceptLoss ? (chain, step) -> true : verified(configuration),
                    options.backup(console),
                    options.locks(configuration.budgets().lockSeconds()),
                    false,
                    Clock.systemUTC(),
                    line -> console.err().println("lockkeeper: " + line));
            return ApplyWords.say(Apply.down(request, this::chosen), Direction.DOWN, console);
        }
    }

    private BiPredicate<String, Step> verified(Configuration configuration) {
        try (Target target = targetOptions.open(configuration, console)) {
            return new WaysBack(ApplyCommand.verification(configuration, target, server, console)).later();
        }
    }

    private ThrowawayServer throwaway(Configuration configuration) {
        try (Target target = targetOptions.open(configuration, console)) {
            return Servers.start(ApplyCommand.likeTarget(configuration, target, server, console));
        }
    }

    private List<Step> chosen(History history) {
        List<Step> ran = new ArrayList<>(history.ran());
        java.util.Collections.reverse(ran);
        if (to == null) {
            return ran.subList(0, Math.min(ran.size(), steps == null ? 1 : Math.max(0, steps)));
        }
        List<Step> chosen = new ArrayList<>();
        for (Step step : ran) {
            if (step.version().equals(to)) {
                return chosen;
            }
            chosen.add(step);
        }
        if (!to.equals("0")) {
            throw LockkeeperException.because(
                            "Version " + to + " of " + history.chain().name() + " has not run on the target.")
                    .tryThis("lockkeeper history --target …");
        }
        return chosen;
    }
}
