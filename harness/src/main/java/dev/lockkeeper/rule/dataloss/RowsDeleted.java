package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports rows that are gone. */
public final class RowsDeleted extends EffectRule {

    public RowsDeleted() {
        super(
                new RuleCard("rows-deleted", Category.DATA_LOSS, Severity.ERROR, "Deletes rows", FoundBy.ROWS),
                Cause.ROWS_DELETED);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "After the step rows of " + effect.table() + " are gone that were there before.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Keep them: move them to a table of their own, or repair them (NULL, a default parent) instead of deleting; if they are to go, declare it: -- lockkeeper:allow rows-deleted "
                + effect.table() + " reason=\"…\" rows<=N";
    }
}
