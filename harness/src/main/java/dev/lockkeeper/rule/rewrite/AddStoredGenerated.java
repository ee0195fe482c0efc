package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a stored generated column added to a table in use. */
public final class AddStoredGenerated extends WorkRule {

    public AddStoredGenerated() {
        super(
                new RuleCard(
                        "add-stored-generated",
                        Category.REWRITE,
                        Severity.WARNING,
                        "A stored generated column has every row written",
                        FoundBy.SERVER),
                Hazard.STORED_GENERATED);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("generated column", work) + " has every row of " + work.table()
                + " written anew under an " + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "ALTER TABLE " + work.table() + " ADD COLUMN " + work.name()
                + " …; keep it current with a trigger, fill it in batches"
                + (facts.server().major() >= 18 ? "; or make it VIRTUAL, which writes nothing." : ".");
    }
}
