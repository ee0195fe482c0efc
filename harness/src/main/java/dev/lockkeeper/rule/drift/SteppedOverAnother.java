package dev.lockkeeper.rule.drift;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.SteppedOver;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports an IF NOT EXISTS that stepped over an object of another shape. */
public final class SteppedOverAnother implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "if-not-exists-steps-over",
            Category.DRIFT,
            Severity.WARNING,
            "IF NOT EXISTS steps over something else",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(SteppedOver.class).stream()
                .map(over -> Finding.of(CARD, over.at())
                        .object(over.object().name())
                        .evidence("wanted", over.wanted())
                        .evidence("found", over.found())
                        .severity(Severity.ERROR)
                        .saw("The statement stepped over " + over.object()
                                + ", which is there already and is not what it describes.")
                        .means("The step reports success, and the database has another shape than its code expects.")
                        .instead(
                                "Take the IF NOT EXISTS or the handler out, so that the difference is told, and alter what is there: "
                                        + Words.list(List.of(over.found())) + "."))
                .toList();
    }
}
