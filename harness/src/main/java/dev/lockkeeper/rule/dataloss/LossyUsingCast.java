package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values a change of type rounded, cut or lost. */
public final class LossyUsingCast extends EffectRule {

    public LossyUsingCast() {
        super(
                new RuleCard(
                        "lossy-using-cast",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "A change of type changes values",
                        FoundBy.ROWS),
                Cause.LOSSY_CAST);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The change of type of " + object(facts, effect) + " changed its values.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Add a column of the new type beside it, fill it, compare both, and only then drop the old one.";
    }
}
