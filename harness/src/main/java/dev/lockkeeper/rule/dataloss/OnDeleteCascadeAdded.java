package dev.lockkeeper.rule.dataloss;

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
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reports a foreign key of a table in use that deletes its rows with their parent, where it did not before. */
public final class OnDeleteCascadeAdded implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "on-delete-cascade-added",
            Category.DATA_LOSS,
            Severity.NOTE,
            "Deletes spread to a table in use",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.CONSTRAINT),
                        facts.change()
                                .changed(ObjectKind.CONSTRAINT)
                                .filter(change -> !spreads(change.before()))
                                .map(change -> change.after()))
                .filter(key -> spreads(key) && facts.before().hasTable(String.valueOf(key.table())))
                .filter(key -> columnsStood(facts, key) && !spreadBefore(facts, key))
                .map(key -> finding(facts, key))
                .toList();
    }

    private static boolean spreads(CatalogObject key) {
        return "cascade".equals(key.trait(Trait.ON_DELETE));
    }

    private static boolean columnsStood(StepFacts facts, CatalogObject key) {
        return Stream.of(String.valueOf(key.trait(Trait.COLUMNS)).split(",")).allMatch(column -> facts.before()
                .find(ObjectKind.COLUMN, key.table() + "." + column)
                .isPresent());
    }

    private static boolean spreadBefore(StepFacts facts, CatalogObject key) {
        return facts.before()
                .of(String.valueOf(key.table()), ObjectKind.CONSTRAINT)
                .anyMatch(old -> spreads(old) && Objects.equals(old.trait(Trait.COLUMNS), key.trait(Trait.COLUMNS)));
    }

    private static Finding finding(StepFacts facts, CatalogObject key) {
        return Finding.of(
                        CARD,
                        Pointer.saying(facts, "on delete cascade", key.id().name(), key.table()))
                .object(key.id().name())
                .evidence("definition", key.definition())
                .saw(Words.name(key) + " deletes rows of " + key.table() + " with their parent in "
                        + key.trait(Trait.REFERENCED_TABLE) + ".")
                .means("A DELETE on " + key.trait(Trait.REFERENCED_TABLE)
                        + " that was refused until now goes through and takes rows of " + key.table() + " along.")
                .instead(
                        "If that is not meant: ON DELETE RESTRICT, and delete the children where the application means it.");
    }
}
