package dev.lockkeeper.reports.view;

import dev.lockkeeper.model.ChainReport;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.FindingIds;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.VerificationReport;
import dev.lockkeeper.report.WriteOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding with the chain and the step it belongs to.
 *
 * @param step null for a finding about the chain as a whole
 * @param path its file, seen from the root of the repository
 */
public record LocatedFinding(ChainReport chain, @Nullable StepReport step, Finding finding, String id, String path) {

    /** Every finding of the report: errors first, then as the chains run; silenced ones last. */
    public static List<LocatedFinding> of(VerificationReport report, WriteOptions options) {
        FindingIds ids = FindingIds.of(report);
        List<LocatedFinding> all = new ArrayList<>();
        for (ChainReport chain : report.chains()) {
            chain.findings().forEach(finding -> all.add(at(chain, null, finding, ids, options)));
            for (StepReport step : chain.steps()) {
                step.findings().forEach(finding -> all.add(at(chain, step, finding, ids, options)));
            }
        }
        all.sort(Comparator.comparing((LocatedFinding each) -> !each.finding().stands())
                .thenComparing(each -> each.finding().severity(), Comparator.reverseOrder()));
        return List.copyOf(all);
    }

    private static LocatedFinding at(
            ChainReport chain, @Nullable StepReport step, Finding finding, FindingIds ids, WriteOptions options) {
        String path = Paths.inRepository(options, chain, finding.at().file());
        return new LocatedFinding(chain, step, finding, ids.of(finding), path);
    }

    /** Whether it is about this step, or about the chain as a whole when there is none. */
    public boolean isOf(ChainReport other, @Nullable StepReport otherStep) {
        boolean sameStep = (step == null || otherStep == null)
                ? Objects.equals(step, otherStep)
                : step.version().equals(otherStep.version());
        return sameStep && chain.name().equals(other.name()) && chain.path().equals(other.path());
    }

    public boolean stands() {
        return finding.stands();
    }

    public String rule() {
        return finding.rule();
    }

    public int line() {
        return finding.at().line();
    }

    /** {@code path:line} */
    public String place() {
        return path + ":" + line();
    }
}
