package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values that changed though no statement names them. */
public final class UpSilentlyChangesData extends EffectRule {

    public UpSilentlyChangesData() {
        super(
                new RuleCard(
                        "up-silently-changes-data",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Changes values no statement names",
                        FoundBy.ROWS),
                Cause.SILENT_CHANGE);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "Values of " + object(facts, effect)
                + " changed although no statement of the step assigns them: a trigger, a default or a generated value did.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Switch the trigger off for the step (ALTER TABLE " + effect.table()
                + " DISABLE TRIGGER …; and back on), or set the column to itself.";
    }
}
