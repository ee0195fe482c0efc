package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Refusals;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a key of a partitioned table that does not hold the columns it is partitioned by. */
public final class PartitionKeyNotInPk implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "partition-key-not-in-pk",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "A key that leaves the partition key out",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(PartitionKeyNotInPk::isIt)
                .map(failure -> Finding.of(CARD, failure.at())
                        .object(failure.table() == null ? facts.step().version() : failure.table())
                        .saw("The key leaves out a column the table is partitioned by: " + Words.answer(failure) + ".")
                        .means(
                                "Each partition only knows its own rows, so the server can promise uniqueness only together with the partition key.")
                        .instead("Add the partition columns to the key, or make the key in each partition."))
                .toList();
    }

    private static boolean isIt(Failure failure) {
        return failure.message().contains("must include all partitioning columns");
    }
}
