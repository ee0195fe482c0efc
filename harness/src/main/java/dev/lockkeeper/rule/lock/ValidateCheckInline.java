package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a CHECK added as valid, so that every row is read under the lock of ALTER TABLE. */
public final class ValidateCheckInline extends WorkRule {

    public ValidateCheckInline() {
        super(
                new RuleCard(
                        "validate-check-inline",
                        Category.LOCK,
                        Severity.WARNING,
                        "Checks every row while reads and writes wait",
                        FoundBy.SERVER),
                Hazard.CHECK);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("check", work) + " reads all of " + work.table() + " under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "ALTER TABLE " + work.table() + " ADD CONSTRAINT " + work.name() + " "
                + definition(facts, ObjectKind.CONSTRAINT, work.parts().get(0))
                + " NOT VALID; and in the next step ALTER TABLE " + work.table() + " VALIDATE CONSTRAINT " + work.name()
                + ";";
    }
}
