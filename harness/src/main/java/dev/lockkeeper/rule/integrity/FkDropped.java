package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;

/** Reports a foreign key that is no longer there. */
public final class FkDropped extends ConstraintDropped {

    public FkDropped() {
        super(
                new RuleCard(
                        "fk-dropped",
                        Category.INTEGRITY_LOSS,
                        Severity.WARNING,
                        "Drops a foreign key",
                        FoundBy.CATALOGUE),
                "f",
                "rows without a parent are possible");
    }
}
