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

/** Reports a statement refused because its tool sends the whole file as one message, which is a transaction without a BEGIN. */
public final class ImplicitTransaction implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "implicit-transaction",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Several statements in one message are a transaction all the same",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(failure ->
                        Refusals.transactionRefused(failure) && facts.up().grouping() == Grouping.SIMPLE_QUERY)
                .map(failure -> Finding.of(CARD, failure.at())
                        .object(facts.step().version())
                        .evidence("statement", failure.excerpt())
                        .saw("The server refused \"" + failure.excerpt() + "\": " + failure.message()
                                + ", though no BEGIN is in sight.")
                        .means(
                                "The tool sends the whole file as one message, and the server makes one transaction of its "
                                        + facts.up().statements().size() + " statements.")
                        .instead(Outside.transaction(facts.chain()) + failure.excerpt() + ";"))
                .toList();
    }
}
