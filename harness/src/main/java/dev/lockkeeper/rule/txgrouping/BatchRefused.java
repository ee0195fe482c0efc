package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a step that applies alone but not in one transaction with the steps before it. */
public final class BatchRefused implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "batch-refused",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Cannot be deployed together with the steps before it",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.BATCH)
                .filter(refused -> !refused.failure().sqlState().equals("55P04"))
                .map(refused -> finding(facts, refused.failure()))
                .toList();
    }

    private static Finding finding(StepFacts facts, Failure failure) {
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .evidence("statement", failure.excerpt())
                .saw("Alone the step applies; in one transaction with the steps before it it was refused: "
                        + Words.answer(failure) + ".")
                .means(
                        "The tool runs everything pending in one transaction, so that a deploy of several steps stops here.")
                .instead("Deploy the steps before it first, or cut the statement out into a release of its own.");
    }
}
