package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Reports a renamed table, unless something of the old name takes its place. */
public final class RenameTable implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rename-table",
            Category.COMPAT,
            Severity.WARNING,
            "Renames a table that running code may use",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Renames.ofRelations(facts).stream()
                .map(rename -> finding(facts, rename))
                .toList();
    }

    private static Finding finding(StepFacts facts, Renames.Rename rename) {
        Optional<OldReleaseBroken> broken = Breakage.missing(facts, rename.before());
        Finding.Builder builder = Finding.of(CARD, rename.statement().at())
                .object(rename.before())
                .evidence("newName", rename.after());
        return Breakage.weigh(builder, broken, Severity.WARNING)
                .saw("The step renames " + rename.before() + " to " + rename.after() + "." + Breakage.seen(broken))
                .means(
                        "While the deploy rolls out, and after a rollback of the application, every statement with the old name fails.")
                .instead("Leave a view of the old name in the same step: CREATE VIEW " + rename.before()
                        + " AS SELECT * FROM " + rename.after() + "; and drop it in a later release.");
    }
}
