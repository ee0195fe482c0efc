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

/** Reports a foreign key that would set a column to NULL which may not be NULL. */
public final class FkActionContradictsNotNull implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "fk-action-contradicts-not-null",
            Category.INTEGRITY_LOSS,
            Severity.ERROR,
            "ON DELETE SET NULL on a column that is NOT NULL",
            FoundBy.CATALOGUE);

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
        boolean setsNull =
                "set null".equals(key.trait(Trait.ON_DELETE)) || "set null".equals(key.trait(Trait.ON_UPDATE));
        if (!setsNull) {
            return Optional.empty();
        }
        return Gone.columns(key).stream()
                .filter(column -> schema.find(ObjectKind.COLUMN, key.table() + "." + column)
                        .filter(found -> found.is(Trait.NOT_NULL))
                        .isPresent())
                .findFirst();
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
