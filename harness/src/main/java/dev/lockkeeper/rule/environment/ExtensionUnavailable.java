package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.ExtensionMissing;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports extensions that a pending step makes and that the live database cannot have. */
public final class ExtensionUnavailable implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "extension-unavailable",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "The live server cannot have an extension",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(ExtensionMissing.class).stream()
                .map(missing -> Finding.of(CARD, missing.at())
                        .object(missing.extension())
                        .saw("The step makes the extension " + missing.extension() + ", and on the live database "
                                + missing.why() + ".")
                        .means("The step would fail there.")
                        .instead("Have the extension installed, or made by a superuser, before the deploy."))
                .toList();
    }
}
