package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports values written before the step that are not there after up and down. */
public final class DownLosesData extends EffectRule {

    public DownLosesData() {
        super(
                new RuleCard(
                        "down-loses-data",
                        Category.ROUNDTRIP,
                        Severity.ERROR,
                        "The way back does not restore the values",
                        FoundBy.ROWS),
                Cause.DOWN);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "After up and down, values of " + object(facts, effect) + " are not what they were before the step.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Keep what the up takes away until the release is final: move it to a table of its own and copy it back in the down.";
    }

    /** What the up has lost already is told there. */
    @Override
    Severity severity(StepFacts facts, DataEffect effect) {
        boolean lostBefore = facts.all(DataEffect.class).stream()
                .anyMatch(other -> other.by() == Direction.UP
                        && other.setting() == null
                        && other.effect() != Effect.MOVED
                        && other.table().equals(effect.table())
                        && (other.column() == null || other.column().equals(effect.column()))
                        && other.population().compareTo(effect.population()) <= 0);
        return lostBefore ? Severity.NOTE : super.severity(facts, effect);
    }
}
