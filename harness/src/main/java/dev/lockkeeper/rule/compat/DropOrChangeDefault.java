package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.TableColumns;
import java.util.List;

/** Reports a default that is gone or is another. */
public final class DropOrChangeDefault implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "drop-or-change-default",
            Category.COMPAT,
            Severity.NOTE,
            "A column gets another value when nobody gives one",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return TableColumns.changed(facts)
                .filter(change -> change.before().trait(Trait.DEFAULT) != null)
                .filter(change -> !plain(change.before()).equals(plain(change.after())))
                .filter(change -> !counts(change.before()) || !counts(change.after()))
                .filter(change -> change.after().trait(Trait.IDENTITY) == null
                        && change.after().trait(Trait.GENERATED) == null)
                .filter(change -> !Breakage.isPartition(
                        facts, String.valueOf(change.after().table())))
                .map(change -> finding(facts, change.before(), change.after()))
                .toList();
    }

    /** A renamed sequence counts on. */
    private static boolean counts(CatalogObject column) {
        return String.valueOf(column.trait(Trait.DEFAULT)).startsWith("nextval(");
    }

    /** The default without the casts that come and go with the column's type. */
    private static String plain(CatalogObject column) {
        return String.valueOf(column.trait(Trait.DEFAULT)).replaceAll("::[\\w. \"\\[\\]()]+", "");
    }

    private static Finding finding(StepFacts facts, CatalogObject before, CatalogObject after) {
        String name = after.id().name();
        boolean dropped = after.trait(Trait.DEFAULT) == null;
        boolean refused = dropped && after.is(Trait.NOT_NULL);
        return Finding.of(CARD, Pointer.saying(facts, "default", name, after.table()))
                .object(name)
                .severity(refused ? Severity.WARNING : Severity.NOTE)
                .evidence("before", String.valueOf(before.trait(Trait.DEFAULT)))
                .evidence("after", String.valueOf(after.trait(Trait.DEFAULT)))
                .saw(
                        dropped
                                ? name + " has no default any more; it was " + before.trait(Trait.DEFAULT) + "."
                                : "The default of " + name + " was " + before.trait(Trait.DEFAULT) + " and is "
                                        + after.trait(Trait.DEFAULT) + ".")
                .means(
                        refused
                                ? "Statements of the running release that leave the column out are refused."
                                : "The running release gets another value than it counts on when it leaves the column out.")
                .instead("First the release that writes the value itself, then the change of the default.");
    }
}
