package dev.lockkeeper.model;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is reported of one chain.
 *
 * @param stoppedAt the version at which the walk had to stop, or null when it reached the head
 * @param findings those that belong to no single step
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
        List<Finding> findings) {

    public ChainReport {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }

    public Stream<Finding> allFindings() {
        return Stream.concat(findings.stream(), steps.stream().flatMap(step -> step.findings().stream()));
    }
}
