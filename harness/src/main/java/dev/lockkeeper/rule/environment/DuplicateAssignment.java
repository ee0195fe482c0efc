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
import java.util.List;

/** Reports an UPDATE that gives one column two values. */
public final class DuplicateAssignment implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "duplicate-assignment", Category.ENVIRONMENT, Severity.ERROR, "A column is set twice", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Refusals.ofUp(facts)
                .filter(DuplicateAssignment::isIt)
                .map(failure -> Finding.of(CARD, failure.at())
                        .object(failure.table() == null ? facts.step().version() : failure.table())
                        .saw("An UPDATE sets one column twice: " + failure.message() + ".")
                        .means("The deploy stops here, and one of the two values is not the one that was meant.")
                        .instead("Keep the one that is meant: " + failure.excerpt() + "."))
                .toList();
    }

    private static boolean isIt(Failure failure) {
        return failure.message().startsWith("multiple assignments to same column");
    }
}
