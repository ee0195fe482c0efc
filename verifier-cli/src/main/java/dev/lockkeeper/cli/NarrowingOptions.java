package dev.lockkeeper.cli;

import dev.lockkeeper.ChangedFiles;
import dev.lockkeeper.Verification;
import dev.lockkeeper.model.FindingIds;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.verdict.Baseline;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which steps are looked at and which findings count. */
final class NarrowingOptions {

    @Option(
            names = "--only-new",
            paramLabel = "REF",
            description = {
                "look only at steps whose files are new or changed since a git ref;",
                "the others are applied for these to stand on"
            })
    private @Nullable String onlyNew;

    @Option(
            names = "--changed",
            description = {
                "the paths are files that changed: look only at the steps they are part of,",
                "in the chains of lockkeeper.yml or all that are found here"
            })
    private boolean changed;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "findings in this file were known before and do not count")
    private @Nullable String baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "write the findings of this run down, so that later runs count only others")
    private @Nullable String writeBaseline;

    /** The paths that name chains. */
    List<String> chains(List<String> paths) {
        return changed ? List.of() : paths;
    }

    void check(int runs) {
        if (onlyNew != null && changed) {
            throw LockkeeperException.because("--only-new and --changed both say which steps are new.")
                    .tryThis("one of them.");
        }
        if (writeBaseline != null && (onlyNew != null || changed || baseline != null)) {
            throw LockkeeperException.because("A baseline is of all steps and all their findings.")
                    .tryThis("--write-baseline without --only-new, --changed and --baseline.");
        }
        if (writeBaseline != null && runs > 1) {
            throw LockkeeperException.because(
                            "The paths lie under " + runs + " configurations, and each wants a baseline of its own.")
                    .tryThis("with --write-baseline, name the paths of one lockkeeper.yml at a time.");
        }
    }

    Verification applyTo(Verification request, List<String> paths, Path here) {
        Verification narrowed = request;
        if (onlyNew != null) {
            narrowed = narrowed.onlyNew(ChangedFiles.since(onlyNew, here));
        } else if (changed) {
            narrowed = narrowed.onlyNew(
                    ChangedFiles.of(paths.stream().map(here::resolve).toList()));
        }
        if (writeBaseline != null) {
            return narrowed.withBaseline(Baseline.none());
        }
        return baseline == null ? narrowed : narrowed.withBaseline(Baseline.read(here.resolve(baseline)));
    }

    /** The baseline that was asked for is written; the report is as the next run's will be. */
    VerificationReport finish(Verification request, VerificationReport report, Console console) {
        if (writeBaseline == null) {
            tellWhatIsGone(request, report, console);
            return report;
        }
        Path file = console.here().resolve(writeBaseline);
        Baseline written = Baseline.of(report).named(file);
        written.write(file);
        console.err().println("lockkeeper: " + BaselineCommand.said(written, writeBaseline));
        return report.beside(written::applyTo);
    }

    private static void tellWhatIsGone(Verification request, VerificationReport report, Console console) {
        if (request.onlyNew().isPresent()) {
            return;
        }
        FindingIds ids = FindingIds.of(report);
        Set<String> seen = new HashSet<>();
        report.allFindings().forEach(finding -> seen.add(ids.of(finding)));
        long gone = request.baseline().gone(seen);
        if (gone > 0) {
            console.err()
                    .println("lockkeeper: " + gone + " of "
                            + request.baseline().known().size() + " findings in "
                            + request.baseline().name() + " are gone; --write-baseline writes it anew");
        }
    }
}
