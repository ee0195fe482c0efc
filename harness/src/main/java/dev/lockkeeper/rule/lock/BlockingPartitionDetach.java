package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports DETACH PARTITION without CONCURRENTLY. */
public final class BlockingPartitionDetach extends WorkRule {

    public BlockingPartitionDetach() {
        super(
                new RuleCard(
                        "blocking-partition-detach",
                        Category.LOCK,
                        Severity.WARNING,
                        "Detaches a partition while reads and writes of the whole table wait",
                        FoundBy.SERVER),
                Hazard.DETACH);
    }

    @Override
    protected boolean matters(StepFacts facts, Work work) {
        return !facts.before()
                .find(ObjectKind.TABLE, work.table())
                .filter(table -> table.trait(Trait.PARTITION_OF) != null)
                .isPresent();
    }

    @Override
    protected Severity severity(StepFacts facts, Work work) {
        return Weight.ofMoment(facts, work.table());
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "DETACH PARTITION takes an " + work.lock().words() + " lock on " + work.table()
                + " and all its partitions.";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return "It has to wait for every query on " + work.table() + ", and everybody who comes later waits behind it.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return Outside.transaction(facts.chain()) + "ALTER TABLE " + work.table() + " DETACH PARTITION … CONCURRENTLY;";
    }
}
