package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values that a statement sets on purpose. */
public final class ValuesOverwritten extends EffectRule {

    public ValuesOverwritten() {
        super(
                new RuleCard(
                        "values-overwritten",
                        Category.DATA_LOSS,
                        Severity.NOTE,
                        "Overwrites values it names",
                        FoundBy.ROWS),
                Cause.VALUES_OVERWRITTEN);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The step gives values of " + object(facts, effect) + " another content, as one of its statements says.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Nothing, if that is meant; keep the old values in a column of their own if a way back must restore them.";
    }

    @Override
    Severity severity(StepFacts facts, DataEffect effect) {
        return Severity.NOTE;
    }
}
