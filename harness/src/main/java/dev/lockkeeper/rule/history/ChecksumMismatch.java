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

/** Reports a step whose file is not the one that was run on the live database. */
public final class ChecksumMismatch implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "checksum-mismatch", Category.HISTORY, Severity.ERROR, "A file was changed after it ran", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(HistoryTrouble.class).stream()
                .filter(trouble -> trouble.kind() == Kind.EDITED)
                .map(trouble -> Finding.of(CARD, trouble.at())
                        .object(trouble.version())
                        .saw("Step " + trouble.version() + " has run there, and its file was changed since: "
                                + trouble.why() + ".")
                        .means("What the file says and what the database holds are two things; " + trouble.tool()
                                + " may refuse to go on.")
                        .instead("Put the file back as it was when it ran, and say the change in a new step."))
                .toList();
    }
}
