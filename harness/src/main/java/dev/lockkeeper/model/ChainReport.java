package dev.lockkeeper.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is reported of one chain.
 *
 * @param stoppedAt the version at which the walk had to stop, or null when it reached the head
 * @param findings those that belong to no single step
 * @param notLookedAt how many further steps the chain has that were not looked at, since only new ones were asked for
 */
public record ChainReport(
        String name,
        String format,
        String path,
        String digest,
        Verdict verdict,
        @Nullable String stoppedAt,
        RowCoverage rows,
        List<StepReport> steps,
        List<Finding> findings,
        int notLookedAt) {

    public ChainReport(
            String name,
            String format,
            String path,
            String digest,
            Verdict verdict,
            @Nullable String stoppedAt,
            RowCoverage rows,
            List<StepReport> steps,
            List<Finding> findings) {
        this(name, format, path, digest, verdict, stoppedAt, rows, steps, findings, 0);
    }

    public ChainReport {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /** The same with each finding as it stands beside something else, by its stable id, and the verdicts that follow. */
    public ChainReport beside(BiFunction<Finding, String, Finding> other) {
        FindingIds ids = FindingIds.of(this);
        UnaryOperator<List<Finding>> all = list -> list.stream()
                .map(finding -> other.apply(finding, ids.of(finding)))
                .toList();
        List<StepReport> judged = steps.stream()
                .map(step -> step.withFindings(all.apply(step.findings())))
                .toList();
        List<Finding> own = all.apply(findings);
        List<Verdict> verdicts =
                new ArrayList<>(judged.stream().map(StepReport::verdict).toList());
        verdicts.add(Verdict.of(own, List.of()));
        return new ChainReport(
                name, format, path, digest, Verdict.worst(verdicts), stoppedAt, rows, judged, own, notLookedAt);
    }

    ChainReport withPath(String other) {
        return new ChainReport(name, format, other, digest, verdict, stoppedAt, rows, steps, findings, notLookedAt);
    }

    public Stream<Finding> allFindings() {
        return Stream.concat(findings.stream(), steps.stream().flatMap(step -> step.findings().stream()));
    }
}
