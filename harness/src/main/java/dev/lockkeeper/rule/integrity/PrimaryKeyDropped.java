package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;

/** Reports a primary key that is no longer there. */
public final class PrimaryKeyDropped extends ConstraintDropped {

    public PrimaryKeyDropped() {
        super(
                new RuleCard(
                        "primary-key-dropped",
                        Category.INTEGRITY_LOSS,
                        Severity.WARNING,
                        "Drops a primary key",
                        FoundBy.CATALOGUE),
                "p",
                "rows without an identity are possible");
    }
}
