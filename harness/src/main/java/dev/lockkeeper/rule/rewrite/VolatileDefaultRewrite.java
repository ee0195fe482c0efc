package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a column added with a default that has to be worked out for each row. */
public final class VolatileDefaultRewrite extends WorkRule {

    public VolatileDefaultRewrite() {
        super(
                new RuleCard(
                        "volatile-default-rewrite",
                        Category.REWRITE,
                        Severity.WARNING,
                        "A new column's default differs from row to row, so every row is written",
                        FoundBy.SERVER),
                Hazard.VOLATILE_DEFAULT);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("column", work) + " has every row of " + work.table() + " written anew under an "
                + work.lock().words() + " lock, since the default differs from row to row.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "ALTER TABLE " + work.table() + " ADD COLUMN " + work.name() + " …; then ALTER COLUMN " + work.name()
                + " SET DEFAULT …; and fill the old rows in batches in a later step.";
    }
}
