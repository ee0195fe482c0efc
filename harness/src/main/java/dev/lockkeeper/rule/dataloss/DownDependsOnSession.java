package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values that come back shifted under another session setting. */
public final class DownDependsOnSession extends EffectRule {

    public DownDependsOnSession() {
        super(
                new RuleCard(
                        "down-depends-on-session",
                        Category.ROUNDTRIP,
                        Severity.ERROR,
                        "What the way back restores depends on the session",
                        FoundBy.ROWS),
                Cause.DOWN_SESSION);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "Under " + effect.setting() + " the way back does not give " + object(facts, effect)
                + " the values it had.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Name the zone in the down as in the up: … TYPE timestamp USING " + column(facts, effect)
                + " AT TIME ZONE 'UTC'.";
    }

    @Override
    String means(DataEffect effect) {
        return "Every rollback moves the values by the offset of whoever runs it.";
    }

    @Override
    Severity severity(StepFacts facts, DataEffect effect) {
        return Severity.ERROR;
    }
}
