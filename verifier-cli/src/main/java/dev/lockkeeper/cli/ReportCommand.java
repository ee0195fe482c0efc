package dev.lockkeeper.cli;

import dev.lockkeeper.report.ReportSource;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a report that was kept as JSON in any other format. */
@Command(
        name = "report",
        description = {
            "Writes a report that was kept as JSON in any other format.",
            "Answers 0 when it was written, whatever its verdict."
        })
final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "IN.json", description = "written by lockkeeper verify --format json=IN.json")
    private String file = "";

    @Mixin
    private ReportOptions reports = new ReportOptions();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        reports.check(1);
        ReportSource source = ServiceLoader.load(ReportSource.class).findFirst().orElseThrow();
        reports.write(source.read(console.here().resolve(file)), new TreeMap<>(), console);
        return ExitCode.SAFE.code();
    }
}
