package dev.lockkeeper.cli;

import dev.lockkeeper.report.ReportSource;
import dev.lockkeeper.verdict.Baseline;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down the findings of a kept report, so that later runs count only others. */
@Command(
        name = "baseline",
        description = {
            "Writes the findings of a report that was kept as JSON to a file, so that later runs count only others:",
            "lockkeeper verify --baseline FILE, or the key baseline of lockkeeper.yml."
        })
final class BaselineCommand implements Callable<Integer> {

    /** Where a baseline lies when nobody says otherwise. */
    static final String FILE = "lockkeeper-baseline.json";

    private final Console console;

    @Parameters(paramLabel = "IN.json", description = "written by lockkeeper verify --format json=IN.json")
    private String report = "";

    @Option(names = "--to", paramLabel = "FILE", description = "where to write it; else " + FILE)
    private String file = FILE;

    BaselineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ReportSource source = ServiceLoader.load(ReportSource.class).findFirst().orElseThrow();
        Baseline baseline = Baseline.of(source.read(console.here().resolve(report)));
        baseline.write(console.here().resolve(file));
        console.out().println(said(baseline, file));
        return ExitCode.SAFE.code();
    }

    static String said(Baseline baseline, String file) {
        int findings = baseline.known().size();
        return file + ": " + findings + (findings == 1 ? " finding" : " findings") + " known from now on";
    }
}
