package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports LOCK TABLE in a mode that keeps others waiting. */
public final class ExplicitLockTable extends WorkRule {

    public ExplicitLockTable() {
        super(
                new RuleCard(
                        "explicit-lock-table",
                        Category.LOCK,
                        Severity.WARNING,
                        "Locks a table by hand",
                        FoundBy.SERVER),
                Hazard.LOCK_TABLE);
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Weight.ofMoment(facts, work.table());
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "LOCK TABLE holds " + work.table() + " in " + work.lock().words() + " mode until the transaction ends.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return waits(work.lock()) + " on " + work.table() + " waits for all the statements behind it.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Let the statements take the locks they need; if the table must stand still, choose the weakest mode that does, with SET LOCAL lock_timeout before it.";
    }
}
