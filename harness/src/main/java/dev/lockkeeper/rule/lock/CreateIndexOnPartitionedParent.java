package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;
import dev.lockkeeper.rule.Works;

/** Reports an index created on a partitioned table that has partitions already. */
public final class CreateIndexOnPartitionedParent extends WorkRule {

    public CreateIndexOnPartitionedParent() {
        super(
                new RuleCard(
                        "create-index-on-partitioned-parent",
                        Category.LOCK,
                        Severity.WARNING,
                        "Builds an index on every partition while writes wait",
                        FoundBy.SERVER),
                Hazard.CREATE_INDEX_PARTITIONED);
    }

    @Override
    protected String object(StepFacts facts, Work work) {
        return parent(facts, work);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "An index on the partitioned table " + parent(facts, work)
                + " is built on each of its partitions, under " + locked(work) + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        return waits(work.lock()) + " on any partition of " + parent(facts, work) + " waits until all are built.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "CREATE INDEX … ON ONLY " + parent(facts, work)
                + "; then for each partition CREATE INDEX CONCURRENTLY and ALTER INDEX … ATTACH PARTITION.";
    }

    private static String parent(StepFacts facts, Work work) {
        return Works.whole(facts, work.table());
    }
}
