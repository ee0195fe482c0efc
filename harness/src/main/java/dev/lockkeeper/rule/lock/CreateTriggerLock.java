package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a trigger put on a table that others write to. */
public final class CreateTriggerLock extends WorkRule {

    public CreateTriggerLock() {
        super(
                new RuleCard(
                        "create-trigger-lock",
                        Category.LOCK,
                        Severity.NOTE,
                        "Creates a trigger on a table in use",
                        FoundBy.SERVER),
                Hazard.CREATE_TRIGGER);
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Severity.NOTE;
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "CREATE TRIGGER takes " + locked(work) + " on " + work.table() + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Every write on " + work.table()
                + " waits until the transaction has ended, and from then on pays for the trigger.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "SET LOCAL lock_timeout = '3s'; before it, and no long work after it in the same transaction.";
    }
}
