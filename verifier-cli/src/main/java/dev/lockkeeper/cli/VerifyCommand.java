package dev.lockkeeper.cli;

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

    @Option(
            names = "--only-new",
            paramLabel = "REF",
            description = "report only steps whose files are new or changed since a git ref")
    private @Nullable String onlyNew;

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
        if (chainFormat == null && fixtures == null) {
            return selection.of(paths);
        }
        Optional<Path> rows = Optional.ofNullable(fixtures).map(console.here()::resolve);
        return List.of(selection.asToldBy(paths, Optional.ofNullable(chainFormat), rows));
    }

    private VerificationReport verify(Configuration run) {
        Verification configured = Verifications.of(run, LocalDate.now(ZoneOffset.UTC));
        try (ProgressLine progress = reports.progress(console)) {
            Verification request = options.applyTo(
                    configured, server.applyTo(configured.server().telling(progress::note), console));
            VerificationReport report = Verifier.verify(request, progress);
            return onlyNew == null
                    ? report
                    : ChangedFiles.since(onlyNew, console.here()).only(report);
        }
    }
}
