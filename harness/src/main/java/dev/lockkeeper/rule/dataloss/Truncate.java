package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a truncated table. */
public final class Truncate extends EffectRule {

    public Truncate() {
        super(
                new RuleCard(
                        "truncate",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Truncates a table that holds rows",
                        FoundBy.ROWS),
                Cause.TRUNCATE);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The step truncates " + effect.table() + ", which held rows.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Write what is to change: INSERT … ON CONFLICT DO UPDATE for rows of reference, DELETE … WHERE for those to go.";
    }
}
