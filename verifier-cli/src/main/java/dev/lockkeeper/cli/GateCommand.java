package dev.lockkeeper.cli;

import dev.lockkeeper.ReadChains;
import dev.lockkeeper.TargetCheck;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.gate.Gate;
import dev.lockkeeper.gate.GateRequest;
import dev.lockkeeper.gate.Outcome;
import dev.lockkeeper.gate.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a deploy command of the user's own through, when its attestation holds, and proves what it led to. */
@Command(
        name = "gate",
        description = {
            "Runs your own deploy command, if the attestation of lockkeeper check still holds: signature and date,",
            "every file of the chains, the server, the database and its schema. One deploy at a time. Afterwards the",
            "live database must have the schema that was expected, its rows and its integrity.",
            "",
            "Answers 0 when all that held, 1 when it was refused or ended otherwise, 3 when the end could not be seen.",
            "The command's own exit code is said and kept in the outcome's file.",
            "",
            "  lockkeeper gate --target URL --attestation deploy.attestation.json -- alembic upgrade head"
        })
final class GateCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "what deploys, with its own options, after two dashes")
    private List<String> command = new ArrayList<>();

    @Option(
            names = "--attestation",
            paramLabel = "FILE",
            required = true,
            description = "the file that lockkeeper check wrote")
    private String attestation = "";

    @Option(
            names = "--chain",
            paramLabel = "PATH",
            description = "a folder with lockkeeper.yml or the folder of a chain; without one, here")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--chain-format",
            paramLabel = "FORMAT",
            description = "format of the chain; without it, found by looking")
    private @Nullable String chainFormat;

    @Option(
            names = "--outcome",
            paramLabel = "FILE",
            description = "where to write how it ended; without it, beside the attestation")
    private @Nullable String outcome;

    @Option(
            names = "--live-writes",
            description = "others delete rows meanwhile, so that fewer rows afterwards are no reason to refuse")
    private boolean liveWrites;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private TargetOptions targetOptions = new TargetOptions();

    GateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Configuration configuration = StandingCommand.configuration(console, paths, chainFormat);
        try (ReadChains chains = TargetRuns.chains(configuration)) {
            Outcome ended = Gate.pass(new GateRequest(
                    () -> targetOptions.open(configuration, console),
                    target -> new TargetCheck(target, TargetRuns.of(configuration, target, false)).histories(chains),
                    console.here().resolve(attestation),
                    trust.keys(console),
                    outcomeFile(),
                    command,
                    Map.of(),
                    console.here().toAbsolutePath(),
                    liveWrites,
                    Clock.systemUTC(),
                    line -> console.err().println("lockkeeper: " + line)));
            return say(ended);
        }
    }

    private int say(Outcome ended) {
        ended.notes().forEach(note -> console.out().println("note: " + note));
        for (Refusal refusal : ended.refusals()) {
            console.out().println(refusal.reason().id() + ": " + refusal);
        }
        if (ended.exitCode() != null) {
            console.out().println("the command answered " + ended.exitCode());
        }
        console.out()
                .println(
                        switch (ended.state()) {
                            case PASSED -> "passed: the live database is as expected";
                            case UNSEEN ->
                                "undecided: the schema is as expected, but not everything could be looked at";
                            case REFUSED -> "refused: the command was not run";
                            case RUNNING, FAILED, INTERRUPTED -> "failed: the live database is not as expected";
                        });
        return ExitCode.of(ended.verdict()).code();
    }

    private Path outcomeFile() {
        if (outcome != null) {
            return console.here().resolve(outcome);
        }
        String name = attestation.replaceFirst("(\\.attestation)?\\.json$", "") + ".outcome.json";
        return console.here().resolve(name);
    }
}
