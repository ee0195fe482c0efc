package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
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
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports a foreign key that would set a column to NULL which may not be NULL. */
public final class FkActionContradictsNotNull implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "fk-action-contradicts-not-null",
            Category.INTEGRITY_LOSS,
            Severity.ERROR,
            "ON DELETE SET NULL on a column that is NOT NULL",
            FoundBy.CATALOGUE);

    private static final Pattern SOME_COLUMNS = Pattern.compile("ON DELETE SET (?:NULL|DEFAULT) \\((.*?)\\)");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.after()
                .all(ObjectKind.CONSTRAINT)
                .filter(key -> contradiction(facts.after(), key).isPresent())
                .filter(key -> contradiction(facts.before(), key).isEmpty()
                        || facts.before()
                                .find(ObjectKind.CONSTRAINT, key.id().name())
                                .isEmpty())
                .map(key ->
                        finding(facts, key, contradiction(facts.after(), key).orElseThrow()))
                .toList();
    }

    /** The column that could not take the NULL. */
    private static Optional<String> contradiction(CatalogSnapshot schema, CatalogObject key) {
        return Stream.concat(
                        written(key.trait(Trait.ON_DELETE), onDelete(key)),
                        written(key.trait(Trait.ON_UPDATE), Gone.columns(key)))
                .filter(column -> schema.find(ObjectKind.COLUMN, key.table() + "." + column.name())
                        .filter(found -> found.is(Trait.NOT_NULL))
                        .filter(found -> !column.toDefault() || isNull(found))
                        .isPresent())
                .map(Written::name)
                .findFirst();
    }

    /** A column that an action of the key writes. */
    private record Written(String name, boolean toDefault) {}

    private static Stream<Written> written(@Nullable String action, List<String> columns) {
        boolean toDefault = "set default".equals(action);
        return toDefault || "set null".equals(action)
                ? columns.stream().map(name -> new Written(name, toDefault))
                : Stream.empty();
    }

    /** Since PostgreSQL 15 the action may be told to leave some columns of the key alone. */
    private static List<String> onDelete(CatalogObject key) {
        Matcher some = SOME_COLUMNS.matcher(key.definition());
        return some.find() ? List.of(some.group(1).split(", ")) : Gone.columns(key);
    }

    private static boolean isNull(CatalogObject column) {
        String standard = column.trait(Trait.DEFAULT);
        return column.trait(Trait.IDENTITY) == null && (standard == null || standard.startsWith("NULL"));
    }

    private static Finding finding(StepFacts facts, CatalogObject key, String column) {
        String place = key.table() + "." + column;
        return Finding.of(CARD, Pointer.up(facts, place, key.table()))
                .object(place)
                .evidence("definition", key.definition())
                .saw(Words.name(key) + " sets " + place + " to NULL when the parent goes, and " + place
                        + " is NOT NULL.")
                .means("Deleting a row of " + key.trait(Trait.REFERENCED_TABLE) + " that has children fails.")
                .instead("Say what is meant: ON DELETE RESTRICT or CASCADE, or ALTER TABLE " + key.table()
                        + " ALTER COLUMN " + column + " DROP NOT NULL.");
    }
}
