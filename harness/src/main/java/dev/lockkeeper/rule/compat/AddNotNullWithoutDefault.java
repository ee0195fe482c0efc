package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OldReleaseBroken;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Optional;

/** Reports a new column that must have a value and gives itself none. */
public final class AddNotNullWithoutDefault implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "add-not-null-without-default",
            Category.COMPAT,
            Severity.WARNING,
            "Adds a column that the release before cannot fill",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Breakage.required(facts).map(column -> finding(facts, column)).toList();
    }

    private static Finding finding(StepFacts facts, CatalogObject column) {
        String name = column.id().name();
        Optional<OldReleaseBroken> broken = Breakage.withoutValue(facts, name);
        Finding.Builder builder =
                Finding.of(CARD, Pointer.up(facts, name, column.table())).object(name);
        return Breakage.weigh(builder, broken, Severity.WARNING)
                .saw("The step adds " + name + " as NOT NULL without a default." + Breakage.seen(broken))
                .means(
                        "Every INSERT of the running release, which does not know the column, is refused from the commit on.")
                .instead("ALTER TABLE " + column.table() + " ADD COLUMN " + SqlWords.lastName(name) + " "
                        + column.trait(Trait.TYPE)
                        + " NOT NULL DEFAULT …; and drop the default when the old release is gone.");
    }
}
