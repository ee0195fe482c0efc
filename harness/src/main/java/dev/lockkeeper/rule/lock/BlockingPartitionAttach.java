package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a partition attached or created in a way that has to read every row of it or of the default partition. */
public final class BlockingPartitionAttach extends WorkRule {

    public BlockingPartitionAttach() {
        super(
                new RuleCard(
                        "blocking-partition-attach",
                        Category.LOCK,
                        Severity.WARNING,
                        "Reads a whole table to attach a partition",
                        FoundBy.SERVER),
                Hazard.ATTACH);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Making room for the partition reads all of " + work.table() + " under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "First, in steps of their own: ALTER TABLE " + work.table()
                + " ADD CONSTRAINT fits CHECK (…) NOT VALID, with the bounds of the partition (or, for the default partition, their opposite); ALTER TABLE "
                + work.table() + " VALIDATE CONSTRAINT fits;";
    }
}
