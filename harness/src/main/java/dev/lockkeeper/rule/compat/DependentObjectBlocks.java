package dev.lockkeeper.rule.compat;

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

/** Reports a step refused because other objects depend on what it drops or changes. */
public final class DependentObjectBlocks implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "dependent-object-blocks",
            Category.COMPAT,
            Severity.ERROR,
            "Something depends on what the step wants to drop or change",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(Refusals::dependents)
                .map(failure -> Finding.of(CARD, failure.at())
                        .object(failure.table() == null ? facts.step().version() : failure.table())
                        .evidence("statement", failure.excerpt())
                        .saw("The server refused the statement, since something depends on it: " + Words.answer(failure)
                                + ".")
                        .means(
                                "The step never applies while the dependent object is there, and CASCADE would take it along.")
                        .instead(
                                "Drop the dependent object first and create it again at the end of the same transaction, with its"
                                        + " grants and comments."))
                .toList();
    }
}
