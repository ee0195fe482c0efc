package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a dropped column that held values. */
public final class DropColumn extends EffectRule {

    public DropColumn() {
        super(
                new RuleCard(
                        "drop-column",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Drops a column that holds values",
                        FoundBy.ROWS),
                Cause.DROP_COLUMN);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The step drops " + object(facts, effect) + ", which held values.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Stop reading and writing it first, keep it for one release, copy what is needed, then drop it.";
    }
}
