package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a table moved to another access method. */
public final class SetAccessMethod extends WorkRule {

    public SetAccessMethod() {
        super(
                new RuleCard(
                        "set-access-method",
                        Category.REWRITE,
                        Severity.WARNING,
                        "Another access method writes the table anew",
                        FoundBy.SERVER),
                Hazard.ACCESS_METHOD);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "All of " + work.table() + " is written anew under an "
                + work.lock().words() + " lock to change its access method.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Make a new table with the access method, copy in batches, swap the names.";
    }
}
