package dev.lockkeeper.rule.integrity;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reports a default that is the text 'NULL' where nothing was meant. */
public final class NullStringDefault implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "null-string-default",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "The word NULL as a value",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final Pattern WORD = Pattern.compile("(?i)'null'(::.*)?");

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.COLUMN),
                        facts.change()
                                .changed(ObjectKind.COLUMN)
                                .filter(change -> !isWord(change.before()))
                                .map(change -> change.after()))
                .filter(NullStringDefault::isWord)
                .map(column -> finding(facts, column))
                .toList();
    }

    private static boolean isWord(CatalogObject column) {
        String type = String.valueOf(column.trait(Trait.TYPE));
        return !type.startsWith("json")
                && WORD.matcher(String.valueOf(column.trait(Trait.DEFAULT))).matches();
    }

    private static Finding finding(StepFacts facts, CatalogObject column) {
        String name = column.id().name();
        return Finding.of(CARD, Pointer.up(facts, name, column.table()))
                .object(name)
                .saw("The default of " + name + " is the text " + column.trait(Trait.DEFAULT) + ".")
                .means("Rows get four letters where nothing was meant, and IS NULL does not find them.")
                .instead("ALTER TABLE " + column.table() + " ALTER COLUMN " + SqlWords.lastName(name)
                        + " SET DEFAULT NULL;");
    }
}
