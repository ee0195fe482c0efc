package dev.lockkeeper.cli;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import dev.lockkeeper.model.VerificationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that are new or changed since a git ref, in commits or not yet, and what a report says of them. */
final class ChangedFiles {

    private final Path here;
    private final Set<Path> files;

    private ChangedFiles(Path here, Set<Path> files) {
        this.here = here;
        this.files = files;
    }

    /**
     * @param ref a branch, tag or commit; what changed on its side since the two parted does not count
     */
    static ChangedFiles since(String ref, Path here) {
        Path folder = here.toAbsolutePath().normalize();
        Path top = Path.of(git(folder, ref, "rev-parse", "--show-toplevel").strip());
        String base =
                git(folder, ref, "merge-base", "--end-of-options", ref, "HEAD").strip();
        Set<Path> files = new HashSet<>();
        Stream.of(
                        git(top, ref, "diff", "--name-only", "--diff-filter=d", "-z", base),
                        git(top, ref, "ls-files", "--others", "--exclude-standard", "-z"))
                .flatMap(names -> Stream.of(names.split("\0")))
                .filter(name -> !name.isEmpty())
                .forEach(name -> files.add(top.resolve(name).normalize()));
        return new ChangedFiles(folder, files);
    }

    /** The report with only the steps, and the findings, whose files changed. */
    VerificationReport only(VerificationReport report) {
        List<ChainReport> chains = report.chains().stream().map(this::only).toList();
        Verdict verdict =
                Verdict.worst(chains.stream().map(ChainReport::verdict).toList());
        return new VerificationReport(
                report.toolVersion(), verdict, report.server(), report.seed(), report.millis(), chains);
    }

    private ChainReport only(ChainReport chain) {
        List<StepReport> steps = chain.steps().stream()
                .filter(step -> concerns(chain, step.file())
                        || step.findings().stream()
                                .anyMatch(
                                        finding -> concerns(chain, finding.at().file())))
                .toList();
        List<Finding> findings = chain.findings().stream()
                .filter(finding -> concerns(chain, finding.at().file()))
                .toList();
        return new ChainReport(
                chain.name(),
                chain.format(),
                chain.path(),
                chain.digest(),
                verdict(steps, findings),
                chain.stoppedAt(),
                chain.rows(),
                steps,
                findings);
    }

    private static Verdict verdict(List<StepReport> steps, List<Finding> findings) {
        boolean unsafe =
                findings.stream().anyMatch(finding -> finding.stands() && finding.severity() == Severity.ERROR);
        return unsafe
                ? Verdict.UNSAFE
                : Verdict.worst(steps.stream().map(StepReport::verdict).toList());
    }

    private boolean concerns(ChainReport chain, String file) {
        return files.contains(here.resolve(chain.path()).resolve(file).normalize());
    }

    private static String git(Path folder, String ref, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return answer;
            }
            throw unknown(ref).answered("git answered: " + answer.strip());
        } catch (IOException e) {
            throw unknown(ref)
                    .answered("git could not be started: " + e.getMessage())
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(ref).causedBy(e);
        }
    }

    private static LockkeeperException unknown(String ref) {
        return LockkeeperException.because("Could not find out what is new since " + ref + ".")
                .tryThis("a branch, tag or commit that is here; in CI fetch the whole history first.");
    }
}
