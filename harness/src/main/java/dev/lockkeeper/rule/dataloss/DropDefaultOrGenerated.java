package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.TableColumns;
import java.util.List;

/** Reports a column that was derived from others or counted by itself and is not any more. */
public final class DropDefaultOrGenerated implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "drop-default-or-generated",
            Category.DATA_LOSS,
            Severity.WARNING,
            "A column is no longer filled by itself",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return TableColumns.changed(facts)
                .filter(change -> lost(change, Trait.GENERATED) || lost(change, Trait.IDENTITY))
                .filter(change -> change.after().trait(Trait.DEFAULT) == null)
                .map(change -> finding(facts, change))
                .toList();
    }

    private static boolean lost(Change change, String trait) {
        return change.before().trait(trait) != null
                && change.after().trait(Trait.GENERATED) == null
                && change.after().trait(Trait.IDENTITY) == null;
    }

    private static Finding finding(StepFacts facts, Change change) {
        String name = change.after().id().name();
        String expression = change.before().trait(Trait.GENERATED);
        boolean derived = expression != null;
        return Finding.of(CARD, Pointer.up(facts, name, change.after().table()))
                .object(name)
                .evidence("before", change.before().definition())
                .saw(
                        derived
                                ? name + " was derived by " + expression + " and is a plain column now."
                                : name + " no longer counts by itself.")
                .means(
                        derived
                                ? "Old values stay and go stale when their row changes; new rows get none."
                                : "An INSERT that leaves the column out is refused or gets NULL.")
                .instead(
                        derived
                                ? "Keep a trigger that fills it until the application does, or add a plain column beside it and swap."
                                : "Give it another source in the same step: ALTER TABLE "
                                        + change.after().table() + " ALTER COLUMN " + SqlWords.lastName(name)
                                        + " SET DEFAULT …;");
    }
}
