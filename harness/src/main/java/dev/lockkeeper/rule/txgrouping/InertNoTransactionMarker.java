package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.MarkerInert;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a transaction marker in a place or spelling that its tool passes over. */
public final class InertNoTransactionMarker implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "inert-no-transaction-marker",
            Category.TX_GROUPING,
            Severity.WARNING,
            "A marker the tool does not understand",
            FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(MarkerInert.class).stream()
                .map(inert -> Finding.of(CARD, inert.at())
                        .object(inert.at().file())
                        .evidence("marker", inert.marker())
                        .saw("\"" + inert.marker() + "\" does nothing here: " + inert.why() + ".")
                        .means("The step runs with the tool's default, not as whoever wrote the marker believes.")
                        .instead("Put it where the tool looks for it, in its spelling, or take it away."))
                .toList();
    }
}
