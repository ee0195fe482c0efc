package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a table that was written anew for a reason no other rule names. */
public final class RewriteObserved extends WorkRule {

    public RewriteObserved() {
        super(
                new RuleCard(
                        "rewrite-observed",
                        Category.REWRITE,
                        Severity.WARNING,
                        "Writes a table anew that is in use",
                        FoundBy.SERVER),
                Hazard.OTHER_REWRITE);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "All of " + work.table() + " was written anew under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "Every read and every write on " + work.table()
                + " waits until it is done, and the disk must hold it twice.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Make a new table, copy in batches, swap the names.";
    }
}
