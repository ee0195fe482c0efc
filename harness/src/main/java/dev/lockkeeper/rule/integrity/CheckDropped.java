package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;

/** Reports a check that is no longer there. */
public final class CheckDropped extends ConstraintDropped {

    public CheckDropped() {
        super(
                new RuleCard(
                        "check-dropped", Category.INTEGRITY_LOSS, Severity.WARNING, "Drops a check", FoundBy.CATALOGUE),
                "c",
                "values that were refused until now are possible");
    }
}
