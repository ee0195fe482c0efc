package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a primary key taken over from an index whose columns may be NULL, so that every row is looked at. */
public final class PkUsingIndexSetsNotNull extends WorkRule {

    public PkUsingIndexSetsNotNull() {
        super(
                new RuleCard(
                        "pk-using-index-sets-not-null",
                        Category.LOCK,
                        Severity.WARNING,
                        "A primary key using an index still looks at every row",
                        FoundBy.SERVER),
                Hazard.PRIMARY_KEY_USING_INDEX);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The index is ready, but " + parts("column", work) + " of " + work.table()
                + " could hold NULL, so every row was read under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "First, in steps of their own: ALTER TABLE " + work.table() + " ADD CONSTRAINT " + work.name()
                + "_given CHECK (" + work.name() + " IS NOT NULL) NOT VALID; ALTER TABLE " + work.table()
                + " VALIDATE CONSTRAINT " + work.name() + "_given; ALTER TABLE " + work.table() + " ALTER "
                + work.name() + " SET NOT NULL;";
    }
}
