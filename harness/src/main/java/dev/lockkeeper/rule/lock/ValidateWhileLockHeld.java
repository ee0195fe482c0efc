package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports VALIDATE CONSTRAINT in the transaction that still holds a stronger lock on the table. */
public final class ValidateWhileLockHeld extends WorkRule {

    public ValidateWhileLockHeld() {
        super(
                new RuleCard(
                        "validate-while-lock-held",
                        Category.LOCK,
                        Severity.WARNING,
                        "Validates a constraint while the lock that added it is still held",
                        FoundBy.SERVER),
                Hazard.VALIDATE_WHILE_HELD);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "VALIDATE reads all of " + work.table() + " while the transaction still holds an earlier "
                + work.lock().words() + " lock on it.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return waits(work.lock()) + " waits during the scan; adding the constraint NOT VALID first has gained nothing.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Move ALTER TABLE " + work.table() + " VALIDATE CONSTRAINT " + work.name()
                + "; to a step of its own, after this one has committed.";
    }
}
