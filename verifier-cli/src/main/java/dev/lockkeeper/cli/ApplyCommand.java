package dev.lockkeeper.cli;

import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetCheck;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.Verifier;
import dev.lockkeeper.WaysBack;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.gate.TrustedKey;
import dev.lockkeeper.gate.apply.Apply;
import dev.lockkeeper.gate.apply.ApplyPlan;
import dev.lockkeeper.gate.apply.ApplyRequest;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.server.ServerRequest;
import dev.lockkeeper.server.Servers;
import dev.lockkeeper.server.ThrowawayServer;
import dev.lockkeeper.target.History;
import dev.lockkeeper.target.Target;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/** Runs what is pending with our own guarded runner. */
@Command(
        name = "apply",
        description = {
            "Runs the pending steps of SQL chains on a live database: a backup first, a lock against a second deploy,",
            "short waits for locks with pauses between, each step proved before it is committed, its tool's history",
            "written as the tool writes it, and the way back when a step fails and going back loses nothing.",
            "A run that was broken off goes on where it stopped.",
            "",
            "Answers 0 when everything pending has run, 1 when a step was refused, 3 when one stopped in its middle."
        })
final class ApplyCommand implements Callable<Integer> {

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

    @Option(names = "--attestation", paramLabel = "FILE", description = "the file that lockkeeper check wrote")
    private @Nullable String attestation;

    @Option(
            names = "--without-attestation",
            description =
                    "verify the chains here and now instead, on a throwaway server alone: the live rows are not asked")
    private boolean withoutAttestation;

    @Option(names = "--dry-run", description = "say what would be run and how; write nothing")
    private boolean dryRun;

    @Option(names = "--no-way-back", description = "when a step fails, let those before it stay in any case")
    private boolean noWayBack;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private ApplyOptions options = new ApplyOptions();

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    ApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (attestation == null && !withoutAttestation && !dryRun) {
            throw LockkeeperException.because("apply writes to a live database, and wants an attestation for that.")
                    .tryThis("lockkeeper check --target … --attestation FILE, then apply --attestation FILE;"
                            + " or --without-attestation");
        }
        Configuration configuration = StandingCommand.configuration(console, paths, chainFormat);
        try (ReadChains chains = TargetRuns.chains(configuration)) {
            if (dryRun) {
                return plan(configuration, chains);
            }
            return ApplyWords.say(Apply.up(request(configuration, chains)), Direction.UP, console);
        }
    }

    private int plan(Configuration configuration, ReadChains chains) {
        try (Target target = targetOptions.open(configuration, console);
                ThrowawayServer throwaway = Servers.start(like(configuration, target))) {
            List<History> histories = histories(configuration, chains, target);
            Table table = new Table("chain", "step", "how", "history", "leads to");
            ApplyPlan.of(target, histories, throwaway)
                    .forEach(one -> table.row(one.chain(), one.step(), one.how(), one.table(), one.schema()));
            console.out().print(table.as(Table.Form.table));
            return ExitCode.SAFE.code();
        }
    }

    private ApplyRequest request(Configuration configuration, ReadChains chains) {
        Optional<Path> file = Optional.ofNullable(attestation).map(console.here()::resolve);
        List<TrustedKey> trusted = file.isPresent() ? trust.keys(console) : List.of();
        BiPredicate<String, Step> lossless =
                file.isPresent() ? (chain, step) -> false : verified(configuration, chains);
        return new ApplyRequest(
                () -> targetOptions.open(configuration, console),
                target -> histories(configuration, chains, target),
                () -> throwaway(configuration),
                file,
                trusted,
                lossless,
                options.backup(console),
                options.locks(configuration.budgets().lockSeconds()),
                !noWayBack,
                Clock.systemUTC(),
                line -> console.err().println("lockkeeper: " + line));
    }

    /** Verifies the chains; a pending step that is unsafe is not run. */
    private BiPredicate<String, Step> verified(Configuration configuration, ReadChains chains) {
        try (Target target = targetOptions.open(configuration, console)) {
            VerificationReport report = verification(configuration, target, server, console);
            WaysBack ways = new WaysBack(report);
            for (History history : histories(configuration, chains, target)) {
                List<StepReport> unsafe = ways.unsafe(history.chain().name(), history.pending());
                if (!unsafe.isEmpty()) {
                    throw LockkeeperException.because(
                                    "Pending in " + history.chain().name() + " and unsafe: "
                                            + String.join(
                                                    ", ",
                                                    unsafe.stream()
                                                            .map(StepReport::version)
                                                            .toList()) + ".")
                            .tryThis("lockkeeper verify, which says why");
                }
            }
            return ways.atOnce();
        }
    }

    static VerificationReport verification(
            Configuration configuration, Target target, ServerOptions server, Console console) {
        Verification request = Verifications.of(configuration, LocalDate.now(ZoneOffset.UTC));
        try (ProgressLine progress =
                console.errIsTerminal() ? ProgressLine.live(console) : ProgressLine.plain(console)) {
            ServerRequest like = new TargetCheck(target, TargetRuns.of(configuration, target, false))
                    .serverLike(server.applyTo(request.server().telling(progress::note), console));
            return Verifier.verify(
                    new Verification(
                            request.chains(),
                            like,
                            request.budgets(),
                            request.seed(),
                            request.rowsPerTable(),
                            request.rules(),
                            request.allow(),
                            request.jobs(),
                            request.today()),
                    progress);
        }
    }

    private List<History> histories(Configuration configuration, ReadChains chains, Target target) {
        return new TargetCheck(target, TargetRuns.of(configuration, target, false)).histories(chains);
    }

    private ThrowawayServer throwaway(Configuration configuration) {
        try (Target target = targetOptions.open(configuration, console)) {
            return Servers.start(like(configuration, target));
        }
    }

    private ServerRequest like(Configuration configuration, Target target) {
        return likeTarget(configuration, target, server, console);
    }

    static ServerRequest likeTarget(Configuration configuration, Target target, ServerOptions server, Console console) {
        ServerRequest configured =
                Verifications.of(configuration, LocalDate.now(ZoneOffset.UTC)).server();
        return new TargetCheck(target, TargetRuns.of(configuration, target, false))
                .serverLike(server.applyTo(configured, console));
    }
}
