package dev.lockkeeper.junit;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepReport;
import dev.lockkeeper.model.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Claims about what the verification saw of a step; what it could not see is no ground for any of them. */
public final class StepAssert extends AbstractAssert<StepAssert, StepReport> {

    private static final Set<String> ROWS_ON_THE_WAY_BACK =
            Set.of("down-loses-data", "down-depends-on-session", "down-fails-after-writes");

    StepAssert(StepReport step) {
        super(step, StepAssert.class);
    }

    public StepAssert applies() {
        if (!actual.upOutcome().equals("applied")) {
            failWithMessage("%s was %s.%s", name(), actual.upOutcome(), told(any -> true));
        }
        return nothing(Category.APPLY_FAILURE);
    }

    /** The way back restores schema and rows, and going up again ends where it did before. */
    public StepAssert comesBack() {
        if (!actual.downOutcome().equals("restored") || !actual.reupOutcome().equals("same")) {
            failWithMessage(
                    "%s does not come back: the way back is %s, the second up %s.%s",
                    name(),
                    actual.downOutcome(),
                    actual.reupOutcome(),
                    told(one -> one.category() == Category.ROUNDTRIP));
        }
        return nothing(Category.ROUNDTRIP);
    }

    /** Every value is there after the up, and after the way back. */
    public StepAssert losesNothing() {
        refuse(one -> one.severity() == Severity.ERROR
                && (one.category() == Category.DATA_LOSS || ROWS_ON_THE_WAY_BACK.contains(one.rule())));
        return seen();
    }

    public StepAssert keepsReferences() {
        return nothing(Category.INTEGRITY_LOSS);
    }

    /** Not even a warning about locks or rewrites. */
    public StepAssert blocksNobody() {
        refuse(one -> one.severity() != Severity.NOTE
                && (one.category() == Category.LOCK || one.category() == Category.REWRITE));
        return seen();
    }

    public StepAssert keepsThePreviousReleaseWorking() {
        return nothing(Category.COMPAT);
    }

    public StepAssert isSafe() {
        if (actual.verdict() != Verdict.SAFE) {
            failWithMessage("%s is %s.%s%s", name(), actual.verdict().id(), told(any -> true), unseen());
        }
        return this;
    }

    public StepAssert hasFinding(String rule) {
        if (actual.findings().stream().noneMatch(one -> one.rule().equals(rule))) {
            failWithMessage("%s has no finding %s.%s", name(), rule, told(any -> true));
        }
        return this;
    }

    public StepAssert hasNoFinding(String rule) {
        refuse(one -> one.rule().equals(rule));
        return seen();
    }

    private StepAssert nothing(Category category) {
        refuse(one -> one.severity() == Severity.ERROR && one.category() == category);
        return seen();
    }

    private void refuse(Predicate<Finding> unwanted) {
        List<Finding> found = actual.findings().stream()
                .filter(Finding::stands)
                .filter(unwanted)
                .toList();
        if (!found.isEmpty()) {
            failWithMessage("%s:%s", name(), told(found::contains));
        }
    }

    private StepAssert seen() {
        if (!actual.notObserved().isEmpty() || actual.upOutcome().equals("skipped")) {
            failWithMessage("%s could not be observed.%s", name(), unseen());
        }
        return this;
    }

    private String told(Predicate<Finding> wanted) {
        return actual.findings().stream()
                .filter(wanted)
                .map(one -> "\n" + one.saw() + "\n  Means: " + one.means() + "\n  Instead: " + one.instead()
                        + "\n  At: " + one.at() + ", " + one.severity().id() + " " + one.rule())
                .collect(Collectors.joining());
    }

    private String unseen() {
        return actual.notObserved().stream()
                .map(what -> "\nNot observed: " + what)
                .collect(Collectors.joining());
    }

    private String name() {
        return actual.description().isBlank() ? actual.version() : actual.version() + " " + actual.description();
    }
}
