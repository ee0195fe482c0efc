package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports an exclusion constraint added to a table in use. */
public final class AddExclusionConstraint extends WorkRule {

    public AddExclusionConstraint() {
        super(
                new RuleCard(
                        "add-exclusion-constraint",
                        Category.LOCK,
                        Severity.WARNING,
                        "Builds the index of an exclusion constraint while reads and writes wait",
                        FoundBy.SERVER),
                Hazard.EXCLUSION);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("exclusion constraint", work) + " builds its index on " + work.table() + " under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "There is no concurrent way. Set a lock_timeout and do it in a quiet hour, or add it to a new table, fill that one in batches and swap the names.";
    }
}
