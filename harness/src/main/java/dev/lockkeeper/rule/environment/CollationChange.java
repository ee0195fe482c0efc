package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.CatalogDiff.Change;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reports a column in use whose collation changed. */
public final class CollationChange implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "collation-change",
            Category.ENVIRONMENT,
            Severity.NOTE,
            "A column sorts and compares by other rules",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern COLLATION = Pattern.compile(" collate (\\S+)");

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .changed(ObjectKind.COLUMN)
                .filter(change ->
                        facts.before().hasTable(String.valueOf(change.after().table())))
                .filter(change -> Objects.equals(
                        change.before().trait(Trait.TYPE), change.after().trait(Trait.TYPE)))
                .filter(change -> !collation(change.before()).equals(collation(change.after())))
                .map(change -> finding(facts, change))
                .toList();
    }

    private static String collation(CatalogObject column) {
        Matcher found = COLLATION.matcher(column.definition());
        return found.find() ? found.group(1) : "the default";
    }

    private static Finding finding(StepFacts facts, Change change) {
        String name = change.after().id().name();
        return Finding.of(CARD, Pointer.up(facts, name, change.after().table()))
                .object(name)
                .saw(name + " compares by " + collation(change.after()) + " now, and by " + collation(change.before())
                        + " before.")
                .means("ORDER BY, ranges, LIKE by an index and perhaps what counts as equal differ from the commit on.")
                .instead("Ask for the other order where it is wanted: ORDER BY " + SqlWords.lastName(name) + " COLLATE "
                        + collation(change.after()).replace("the default", "\"default\"") + ".");
    }
}
