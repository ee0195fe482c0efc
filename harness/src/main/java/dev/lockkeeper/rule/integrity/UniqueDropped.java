package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;

/** Reports a unique constraint that is no longer there. */
public final class UniqueDropped extends ConstraintDropped {

    public UniqueDropped() {
        super(
                new RuleCard(
                        "unique-dropped",
                        Category.INTEGRITY_LOSS,
                        Severity.WARNING,
                        "Drops a unique constraint",
                        FoundBy.CATALOGUE),
                "u",
                "duplicates are possible");
    }
}
