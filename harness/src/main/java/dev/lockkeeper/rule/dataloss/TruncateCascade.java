package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports rows of tables a TRUNCATE … CASCADE reached. */
public final class TruncateCascade extends EffectRule {

    public TruncateCascade() {
        super(
                new RuleCard(
                        "truncate-cascade",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "TRUNCATE … CASCADE reaches other tables",
                        FoundBy.ROWS),
                Cause.TRUNCATE_CASCADE);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "TRUNCATE … CASCADE also emptied " + effect.table() + ", which no statement names.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Use INSERT … ON CONFLICT DO UPDATE to re-seed the table, and leave those that point at it alone.";
    }
}
