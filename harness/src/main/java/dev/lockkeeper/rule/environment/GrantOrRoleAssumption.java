package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Refusals;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a step refused because a role or an extension is missing on a clean server. */
public final class GrantOrRoleAssumption implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "grant-or-role-assumption",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "Counts on a role or extension that is not there",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(Refusals::lacksRoleOrExtension)
                .map(failure -> Finding.of(CARD, failure.at())
                        .object(facts.step().version())
                        .evidence("statement", failure.excerpt())
                        .saw("A clean server refused the statement: " + Words.answer(failure) + ".")
                        .means(
                                "The chain takes something for granted that nothing in it makes; on a new server, in CI or after a"
                                        + " disaster it stops here.")
                        .instead(
                                "Say what stands there beforehand in base.sql of the fixtures (CREATE ROLE …), or make it in the"
                                        + " chain."))
                .toList();
    }
}
