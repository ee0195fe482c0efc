package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a DELETE without WHERE. */
public final class UnboundedDelete extends EffectRule {

    public UnboundedDelete() {
        super(
                new RuleCard(
                        "unbounded-delete", Category.DATA_LOSS, Severity.ERROR, "DELETE without WHERE", FoundBy.ROWS),
                Cause.UNBOUNDED_DELETE);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "DELETE without WHERE removed the rows of " + effect.table() + ".";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Say which rows: DELETE FROM " + effect.table() + " WHERE …;";
    }
}
