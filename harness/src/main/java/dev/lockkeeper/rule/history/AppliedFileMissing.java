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

/** Reports a step of the live database's history that the chain has no file for. */
public final class AppliedFileMissing implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "applied-file-missing", Category.HISTORY, Severity.ERROR, "A step that ran is in no file", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(HistoryTrouble.class).stream()
                .filter(trouble -> trouble.kind() == Kind.MISSING)
                .map(trouble -> Finding.of(CARD, trouble.at())
                        .object(trouble.version())
                        .saw("The history there names step " + trouble.version() + ", and no file of the chain is it: "
                                + trouble.why() + ".")
                        .means("Nobody can build that database anew, and what the step did is not known.")
                        .instead("Bring the file back from version control, or deploy from the branch that has it."))
                .toList();
    }
}
