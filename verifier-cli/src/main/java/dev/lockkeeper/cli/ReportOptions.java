package dev.lockkeeper.cli;

import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.ChainFormats;
import dev.lockkeeper.config.Suggestion;
import dev.lockkeeper.config.Vocabulary;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.ReportFormats;
import dev.lockkeeper.report.WriteOptions;
import dev.lockkeeper.rule.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say in which formats a report is written, where to, and how much is said meanwhile. */
final class ReportOptions {

    /** A format and where it goes; an empty file means standard output. */
    private record Destination(String format, String file) {

        static Destination parse(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Destination(text, "")
                    : new Destination(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    private final ReportFormats formats = ReportFormats.found();

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            description = {
                "write the report as json, html, … to a file, or without one to standard output",
                "in place of the text; may be repeated"
            })
    private List<String> destinations = new ArrayList<>();

    @Option(names = "--quiet", description = "say nothing but the result")
    private boolean quiet;

    @Option(names = "--no-color", description = "no colours, even on a terminal")
    private boolean noColor;

    @Option(names = "--progress", description = "show progress even where nobody looks")
    private boolean progress;

    /** The words a configuration may use. */
    Vocabulary vocabulary() {
        return Vocabulary.of(
                Rules.all().stream().map(rule -> rule.card().id()).toList(),
                ChainFormats.all().stream().map(ChainFormat::id).toList(),
                formats.names());
    }

    /** Refuses formats we do not have before the work begins, not after it. */
    void check(int runs) {
        List<Destination> all = parsed();
        for (Destination destination : all) {
            if (!formats.names().contains(destination.format())) {
                throw LockkeeperException.because("There is no report format \"" + destination.format() + "\""
                                + Suggestion.asQuestion(destination.format(), formats.names()))
                        .tryThis("one of " + String.join(", ", formats.names()) + ".");
            }
            if (destination.file().isEmpty()
                    && formats.text(destination.format()).isEmpty()) {
                throw LockkeeperException.because(
                                "A report in the format " + destination.format() + " is several files.")
                        .tryThis("--format " + destination.format() + "=FOLDER");
            }
        }
        if (all.stream().filter(destination -> destination.file().isEmpty()).count() > 1) {
            throw LockkeeperException.because("Only one report can go to standard output.")
                    .tryThis("--format " + all.get(0).format() + "=FILE");
        }
        if (runs > 1 && !all.isEmpty()) {
            throw LockkeeperException.because(
                            "The paths lie under " + runs + " configurations, and each makes a report of its own.")
                    .tryThis("with --format, name the paths of one lockkeeper.yml at a time.");
        }
    }

    /** Whether standard output is for people. */
    boolean printsText() {
        return parsed().stream().noneMatch(destination -> destination.file().isEmpty());
    }

    ProgressLine progress(Console console) {
        boolean inCi = console.environment().apply("CI") != null;
        if (quiet) {
            return ProgressLine.silent(console);
        }
        return console.errIsTerminal()
                ? ProgressLine.live(console)
                : progress || inCi ? ProgressLine.plain(console) : ProgressLine.silent(console);
    }

    /** Writes the text or what stands in its place to standard output, and every file that was asked for. */
    void write(VerificationReport report, SortedMap<String, Path> configured, Console console) {
        configured.forEach((format, file) -> formats.write(format, report, toFile(console), file));
        String shown = "text";
        for (Destination destination : parsed()) {
            if (destination.file().isEmpty()) {
                shown = destination.format();
            } else {
                formats.write(
                        destination.format(),
                        report,
                        toFile(console),
                        console.here().resolve(destination.file()));
            }
        }
        print(shown, report, console);
    }

    private void print(String format, VerificationReport report, Console console) {
        WriteOptions options =
                toFile(console).withColour(console.colour() && !noColor).withWidth(console.width());
        try {
            formats.text(format).orElseThrow().write(report, options, console.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.out().flush();
    }

    private static WriteOptions toFile(Console console) {
        return WriteOptions.plain()
                .withFolder(belowRepository(console.here()))
                .withLink(CodeHost.link(console.environment()));
    }

    /** Where we stand below the root of the repository: code hosts name files from there. */
    private static String belowRepository(Path here) {
        Path full = here.toAbsolutePath().normalize();
        for (@Nullable Path folder = full; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder.relativize(full).toString().replace('\\', '/');
            }
        }
        return "";
    }

    private List<Destination> parsed() {
        return destinations.stream().map(Destination::parse).toList();
    }
}
