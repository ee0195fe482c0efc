package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports rows that went with their schema. */
public final class DropSchema extends EffectRule {

    public DropSchema() {
        super(
                new RuleCard(
                        "drop-schema",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Drops a schema with rows in it",
                        FoundBy.ROWS),
                Cause.DROP_SCHEMA);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The step drops the schema of " + effect.table() + " with the rows in it.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Drop table by table what is not used any more, one release after it was last read.";
    }
}
