package dev.lockkeeper.cli;

import dev.lockkeeper.ChainSelection;
import dev.lockkeeper.Verification;
import dev.lockkeeper.Verifications;
import dev.lockkeeper.Verifier;
import dev.lockkeeper.config.Configuration;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays chains on throwaway servers and reports what was seen. */
@Command(
        name = "verify",
        description = {
            "Replays migration chains step by step on a throwaway PostgreSQL, up, down and up again, on rows,",
            "and reports what each step does. Nothing but the throwaway server is written to."
        })
final class VerifyCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = {
                "a folder with lockkeeper.yml, the folder of a chain,",
                "or a folder below which every chain is verified; without one, here"
            })
    private List<String> paths = new ArrayList<>();

    @Option(
            names = "--chain-format",
            paramLabel = "FORMAT",
            description = "format of the chain at PATH; without it, found by looking")
    private @Nullable String chainFormat;

    @Option(names = "--fixtures", paramLabel = "FOLDER", description = "rows and probes of the chain at PATH")
    private @Nullable String fixtures;

    @Mixin
    private NarrowingOptions narrowing = new NarrowingOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Configuration> runs = selected();
        reports.check(runs.size());
        narrowing.check(runs.size());
        List<Verdict> verdicts = new ArrayList<>();
        for (Configuration run : runs) {
            VerificationReport report = verify(run);
            reports.write(report, run.reports(), console);
            verdicts.add(report.verdict());
        }
        return ExitCode.of(Verdict.worst(verdicts)).code();
    }

    private List<Configuration> selected() {
        ChainSelection selection = new ChainSelection(console.here(), reports.vocabulary());
        List<String> chains = narrowing.chains(paths);
        if (chainFormat == null && fixtures == null) {
            return selection.of(chains);
        }
        Optional<Path> rows = Optional.ofNullable(fixtures).map(console.here()::resolve);
        return List.of(selection.asToldBy(chains, Optional.ofNullable(chainFormat), rows));
    }

    /** Whoever reads the report somewhere else knows the folders by where they lie below here. */
    private String fromHere(String path) {
        Path here = console.here().toAbsolutePath().normalize();
        Path full = console.here().resolve(path).toAbsolutePath().normalize();
        return full.startsWith(here) && !full.equals(here)
                ? here.relativize(full).toString().replace('\\', '/')
                : path;
    }

    private VerificationReport verify(Configuration run) {
        Verification configured = Verifications.of(run, LocalDate.now(ZoneOffset.UTC));
        try (ProgressLine progress = reports.progress(console)) {
            Verification request = narrowing.applyTo(
                    options.applyTo(
                            configured,
                            Verifications.likeTarget(
                                    server.applyTo(configured.server().telling(progress::note), console),
                                    run,
                                    console.environment())),
                    paths,
                    console.here());
            return narrowing.finish(request, Verifier.verify(request, progress).withPaths(this::fromHere), console);
        }
    }
}
