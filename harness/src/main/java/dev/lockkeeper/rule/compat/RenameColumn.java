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

/** Reports a renamed column. */
public final class RenameColumn implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rename-column",
            Category.COMPAT,
            Severity.WARNING,
            "Renames a column that running code may use",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Renames.ofColumns(facts).stream()
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
                .instead(
                        "Add " + rename.after()
                                + " beside it, keep both equal with a trigger, move readers and writers over, drop the old one in a later release.");
    }
}
