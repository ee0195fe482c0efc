package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values that come out otherwise under another session setting. */
public final class ValueDependsOnSession extends EffectRule {

    public ValueDependsOnSession() {
        super(
                new RuleCard(
                        "value-depends-on-session",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "The result depends on the session",
                        FoundBy.ROWS),
                Cause.SESSION);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "Under " + effect.setting() + " the step gives other values in " + object(facts, effect)
                + " than under UTC.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Name the zone: … TYPE timestamptz USING " + column(facts, effect) + " AT TIME ZONE 'UTC'.";
    }

    @Override
    String means(DataEffect effect) {
        return "What the values mean after the deploy is decided by the client that happens to run it.";
    }

    /** Seen by comparing two runs of the same step, so it does not matter whose rows they are. */
    @Override
    Severity severity(StepFacts facts, DataEffect effect) {
        return Severity.ERROR;
    }
}
