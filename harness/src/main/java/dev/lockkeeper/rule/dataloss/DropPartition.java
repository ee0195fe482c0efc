package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports rows that went with a partition whose table stays. */
public final class DropPartition extends EffectRule {

    public DropPartition() {
        super(
                new RuleCard(
                        "drop-partition",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Drops a partition that holds rows",
                        FoundBy.ROWS),
                Cause.DROP_PARTITION);
    }

    /** Rows of partitions are counted with their parent, so the parent is what lost them. */
    @Override
    String subject(StepFacts facts, DataEffect effect) {
        return Cause.partitionsGone(facts, effect.table())
                .map(gone -> gone.id().name())
                .findFirst()
                .orElse(effect.table());
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The step drops partition " + subject(facts, effect) + ", and rows of it are nowhere else afterwards.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Take it out of sight first and drop it a release later: ALTER TABLE " + effect.table()
                + " DETACH PARTITION … CONCURRENTLY;";
    }
}
