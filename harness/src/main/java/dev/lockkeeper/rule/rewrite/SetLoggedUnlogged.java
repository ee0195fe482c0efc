package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a table moved in or out of the write-ahead log. */
public final class SetLoggedUnlogged extends WorkRule {

    public SetLoggedUnlogged() {
        super(
                new RuleCard(
                        "set-logged-unlogged",
                        Category.REWRITE,
                        Severity.WARNING,
                        "SET LOGGED or UNLOGGED writes the table anew",
                        FoundBy.SERVER),
                Hazard.LOGGED_UNLOGGED);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "All of " + work.table() + " is written anew under an "
                + work.lock().words() + " lock to change its logging.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Make a new table of the wanted kind, copy in batches, swap the names.";
    }
}
