package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports row security switched on or off on a table in use. */
public final class RlsToggleLock extends WorkRule {

    public RlsToggleLock() {
        super(
                new RuleCard(
                        "rls-toggle-lock",
                        Category.LOCK,
                        Severity.NOTE,
                        "Switches row security on a table in use",
                        FoundBy.SERVER),
                Hazard.ROW_SECURITY);
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Severity.NOTE;
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The step switches row security of " + work.table() + " under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "It waits for every query on " + work.table()
                + ", and from its commit on the same queries return other rows.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "SET LOCAL lock_timeout = '3s'; before it, and create the policies in the same transaction.";
    }
}
