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

/** Reports a step that began on the live database and did not end well. */
public final class FailedOrDirtyHistory implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "failed-or-dirty-history",
            Category.HISTORY,
            Severity.ERROR,
            "A step broke on the live database",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(HistoryTrouble.class).stream()
                .filter(trouble -> trouble.kind() == Kind.FAILED)
                .map(trouble -> Finding.of(CARD, trouble.at())
                        .object(trouble.version())
                        .saw("Step " + trouble.version() + " began there and did not end well (" + trouble.why() + ").")
                        .means("Nobody knows how much of it is in the database; " + trouble.tool()
                                + " refuses to go on, or goes on from a wrong place.")
                        .instead(
                                "Look with lockkeeper drift what it left, make it whole or take it away, and then tell "
                                        + trouble.tool() + "."))
                .toList();
    }
}
