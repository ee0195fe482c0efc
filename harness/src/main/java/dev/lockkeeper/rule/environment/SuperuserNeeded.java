package dev.lockkeeper.rule.environment;

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

/** Reports a statement the configured role has no right to. */
public final class SuperuserNeeded implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "superuser-needed",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "The role that migrates may not do this",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.UP
                        && refused.failure().sqlState().equals("42501"))
                .map(refused -> finding(facts, refused.failure()))
                .toList();
    }

    private static Finding finding(StepFacts facts, Failure failure) {
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .evidence("statement", failure.excerpt())
                .saw("As the role of the chain the step was refused: " + Words.answer(failure) + ".")
                .means("It passes as superuser on a developer's machine and stops in production.")
                .instead(
                        "Give the object to the role that migrates (ALTER TABLE … OWNER TO …), or let its owner run the step.");
    }
}
