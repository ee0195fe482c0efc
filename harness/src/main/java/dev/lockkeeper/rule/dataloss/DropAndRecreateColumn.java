package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import java.util.Objects;

/** Reports a rename written as drop and add. */
public final class DropAndRecreateColumn extends EffectRule {

    public DropAndRecreateColumn() {
        super(
                new RuleCard(
                        "drop-and-recreate-column",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Drops a column and adds one in its place",
                        FoundBy.ROWS),
                Cause.DROP_AND_RECREATE_COLUMN);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        boolean some = facts.all(DataEffect.class).stream()
                .anyMatch(other -> other.effect() == Effect.MOVED
                        && other.by() == effect.by()
                        && other.table().equals(effect.table())
                        && Objects.equals(other.column(), effect.column()));
        return "The step drops " + object(facts, effect) + " and adds another column to the table; "
                + (some ? "not every value" : "no value") + " was carried over.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "If it is a rename, say so: ALTER TABLE " + effect.table() + " RENAME COLUMN " + column(facts, effect)
                + " TO …; else copy the values before the drop.";
    }
}
