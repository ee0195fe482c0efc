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

/** Reports a new enum label that is used before it is committed. */
public final class EnumValueAddedAndUsedSameTx implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "enum-value-added-and-used-same-tx",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Uses a new enum label in the transaction that adds it",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.failure().sqlState().equals("55P04"))
                .filter(refused -> refused.phase() == Phase.UP || refused.phase() == Phase.BATCH)
                .map(refused -> finding(facts, refused.phase(), refused.failure()))
                .toList();
    }

    private static Finding finding(StepFacts facts, Phase phase, Failure failure) {
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .saw((phase == Phase.BATCH ? "Deployed in one batch with the steps before it, the step" : "The step")
                        + " was refused: " + Words.answer(failure) + ".")
                .means("A label may only be used once the transaction that added it has committed.")
                .instead("Add the label in a release before, or let the tool commit after each step.");
    }
}
