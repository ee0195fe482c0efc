package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports SET NOT NULL that had to read the whole table. */
public final class SetNotNullScan extends WorkRule {

    public SetNotNullScan() {
        super(
                new RuleCard(
                        "set-not-null-scan",
                        Category.LOCK,
                        Severity.WARNING,
                        "Looks for NULL in every row while reads and writes wait",
                        FoundBy.SERVER),
                Hazard.NOT_NULL);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "SET NOT NULL on " + parts("column", work) + " reads all of " + work.table() + " under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "ALTER TABLE " + work.table() + " ADD CONSTRAINT " + work.name().replace("\"", "") + "_given CHECK ("
                + work.name() + " IS NOT NULL) NOT VALID; in the next step VALIDATE CONSTRAINT "
                + work.name().replace("\"", "") + "_given; then SET NOT NULL needs no scan.";
    }
}
