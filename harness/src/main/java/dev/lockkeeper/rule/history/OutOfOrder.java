package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.HistoryTrouble;
import dev.lockkeeper.model.TargetFact.HistoryTrouble.Kind;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a step that is pending on the live database though a later one has run. */
public final class OutOfOrder implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "out-of-order",
            Category.HISTORY,
            Severity.WARNING,
            "A step comes late on the live database",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(HistoryTrouble.class).stream()
                .filter(trouble -> trouble.kind() == Kind.OUT_OF_ORDER)
                .map(trouble -> Finding.of(CARD, trouble.at())
                        .object(trouble.version())
                        .severity(trouble.why().contains("refuses") ? Severity.ERROR : Severity.WARNING)
                        .saw("Step " + trouble.version() + " is pending, though " + trouble.why() + ".")
                        .means("New databases run it earlier than this one, on another schema and on other rows.")
                        .instead("Give the step a version behind the newest that ran."))
                .toList();
    }
}
