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

/** Reports a partition whose bounds do not fit how its table is partitioned. */
public final class PartitionStrategyMismatch implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "partition-strategy-mismatch",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "A partition that does not fit its table",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(PartitionStrategyMismatch::isIt)
                .map(
                        failure -> Finding.of(CARD, failure.at())
                                .object(failure.table() == null ? facts.step().version() : failure.table())
                                .saw("The bounds do not fit the partitioned table: " + Words.answer(failure) + ".")
                                .means("The deploy stops here.")
                                .instead(
                                        "Write the bounds as the table is partitioned: RANGE wants FROM … TO …, LIST wants IN (…), HASH wants MODULUS and REMAINDER."))
                .toList();
    }

    private static boolean isIt(Failure failure) {
        return failure.message().startsWith("invalid bound specification for a")
                || failure.message().contains("would overlap partition")
                || failure.message().startsWith("FROM must specify exactly")
                || failure.message().startsWith("TO must specify exactly")
                || failure.message().startsWith("empty range bound specified for partition");
    }
}
