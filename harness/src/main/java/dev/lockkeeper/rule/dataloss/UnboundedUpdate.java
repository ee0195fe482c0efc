package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values overwritten by an UPDATE without WHERE. */
public final class UnboundedUpdate extends EffectRule {

    public UnboundedUpdate() {
        super(
                new RuleCard(
                        "unbounded-update",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "UPDATE without WHERE overwrites values",
                        FoundBy.ROWS),
                Cause.UNBOUNDED_UPDATE);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "UPDATE without WHERE overwrote values of " + object(facts, effect) + ".";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Touch only the rows that need it: UPDATE " + effect.table() + " SET " + column(facts, effect)
                + " = … WHERE " + column(facts, effect) + " IS NULL;";
    }
}
