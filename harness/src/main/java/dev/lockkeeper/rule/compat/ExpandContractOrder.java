package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Objects;

/** Reports a column whose values moved to a new one in the very step that drops it, so that no release can read both. */
public final class ExpandContractOrder implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "expand-contract-order",
            Category.COMPAT,
            Severity.WARNING,
            "The old column goes in the step that brings the new one",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .removed(ObjectKind.COLUMN)
                .filter(gone -> facts.after().hasTable(String.valueOf(gone.table())) && hasSuccessor(facts, gone))
                .filter(gone -> has(facts, gone, Effect.MOVED) && !has(facts, gone, Effect.LOST))
                .filter(gone -> !renamed(facts, gone))
                .map(gone -> finding(facts, gone))
                .toList();
    }

    private static boolean hasSuccessor(StepFacts facts, CatalogObject gone) {
        return facts.change().added(ObjectKind.COLUMN).anyMatch(added -> Objects.equals(added.table(), gone.table()));
    }

    /** Where values of the column are lost, that is what is told of it. */
    private static boolean has(StepFacts facts, CatalogObject gone, Effect what) {
        return facts.all(DataEffect.class).stream()
                .anyMatch(effect -> effect.effect() == what
                        && effect.by() == Direction.UP
                        && effect.column() != null
                        && facts.before()
                                .column(effect.table(), effect.column())
                                .filter(one -> one.id().equals(gone.id()))
                                .isPresent());
    }

    private static boolean renamed(StepFacts facts, CatalogObject gone) {
        return Renames.ofColumns(facts).stream()
                .anyMatch(rename -> rename.before().equals(gone.id().name()));
    }

    private static Finding finding(StepFacts facts, CatalogObject gone) {
        String name = gone.id().name();
        return Finding.of(CARD, Pointer.dropping(facts, name, gone.table()))
                .object(name)
                .saw("The step moves the values of " + name + " elsewhere and drops the column.")
                .means(
                        "The running release reads and writes the old column, which is gone from the commit on, before the new"
                                + " release is up.")
                .instead(
                        "Add and fill the new column in this step, let a release write both, and drop it later: ALTER TABLE "
                                + gone.table() + " DROP COLUMN " + SqlWords.lastName(name) + ";");
    }
}
