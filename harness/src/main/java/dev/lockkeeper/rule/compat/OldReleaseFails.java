package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a statement of the release before that the new schema refuses. */
public final class OldReleaseFails implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "old-release-fails",
            Category.COMPAT,
            Severity.ERROR,
            "A statement of the release before no longer works",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(OldReleaseBroken.class).stream()
                .filter(broken -> !Breakage.toldByCause(facts, broken))
                .map(broken -> finding(facts, broken))
                .toList();
    }

    private static Finding finding(StepFacts facts, OldReleaseBroken broken) {
        Failure failure = broken.failure();
        String table = broken.table() == null ? failure.table() : broken.table();
        return Finding.of(CARD, Pointer.up(facts, failure.names().get("column"), table))
                .object(table == null ? facts.step().version() : table)
                .evidence("statement", broken.statement())
                .evidence("probe", broken.probe() == null ? "" : broken.probe().toString())
                .saw("\"" + broken.statement() + "\" worked before the step; after it: " + Words.answer(failure) + ".")
                .means("While the deploy rolls out, and after a rollback of the application, the release before fails.")
                .instead("Change the schema in two releases: first add what both can live with, later take away what"
                        + " nobody uses.");
    }
}
