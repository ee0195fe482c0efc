package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.RightMissing;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports rights that a pending step needs on the live database and that the deploying role lacks. */
public final class MissingRight implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "missing-right", Category.ENVIRONMENT, Severity.ERROR, "The deploying role lacks a right", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(RightMissing.class).stream()
                .map(missing -> Finding.of(CARD, missing.at())
                        .object(missing.object())
                        .saw("On the live database " + missing.role() + " may not " + missing.right() + " "
                                + missing.object() + ", which the step has to.")
                        .means("The step would fail there with 42501.")
                        .instead("Deploy as the owner, or have the owner grant it."))
                .toList();
    }
}
