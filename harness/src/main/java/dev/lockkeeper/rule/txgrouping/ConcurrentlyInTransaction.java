package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.Refusals;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a statement that the server refuses inside the transaction its tool opens. */
public final class ConcurrentlyInTransaction implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "concurrently-in-transaction",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Cannot run in the transaction its tool puts around it",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(failure ->
                        Refusals.transactionRefused(failure) && facts.up().grouping() != Grouping.SIMPLE_QUERY)
                .map(failure -> Finding.of(CARD, failure.at())
                        .object(facts.step().version())
                        .evidence("statement", failure.excerpt())
                        .saw("The server refused \"" + failure.excerpt() + "\": " + failure.message() + ".")
                        .means(
                                "The tool wraps the file in a transaction, so that the deploy stops here on every server.")
                        .instead(Outside.transaction(facts.chain()) + failure.excerpt() + ";"))
                .toList();
    }
}
