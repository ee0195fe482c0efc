package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OwnTransaction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports BEGIN or COMMIT in a file around which the tool puts a transaction already. */
public final class NestedTransaction implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "nested-transaction",
            Category.TX_GROUPING,
            Severity.WARNING,
            "Begins or ends a transaction inside its tool's own",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        if (facts.up().grouping() != Grouping.TRANSACTION) {
            return List.of();
        }
        return facts.all(OwnTransaction.class).stream()
                .filter(own -> own.phase() == Phase.UP)
                .findFirst()
                .map(
                        own -> Finding.of(CARD, own.at())
                                .object(facts.step().version())
                                .evidence("statement", own.statement())
                                .saw("\"" + own.statement()
                                        + "\" stands in a file that the tool runs in a transaction of its own.")
                                .means(
                                        "The first COMMIT ends the tool's transaction: what comes after it, and the tool's own record of"
                                                + " the step, are no longer in one piece with it.")
                                .instead(
                                        "Leave BEGIN and COMMIT to the tool. For several transactions cut the file into steps."))
                .stream()
                .toList();
    }
}
