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
import java.util.List;

/** Reports a sequence that is gone although what it counted for is still there. */
public final class DropSequence implements Rule {

    private static final RuleCard CARD =
            new RuleCard("drop-sequence", Category.DATA_LOSS, Severity.NOTE, "A counter is gone", FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .removed(ObjectKind.SEQUENCE)
                .filter(sequence -> !wentWithItsColumn(facts, sequence) && !replaced(facts, sequence))
                .map(sequence -> finding(facts, sequence))
                .toList();
    }

    private static boolean wentWithItsColumn(StepFacts facts, CatalogObject sequence) {
        String owner = sequence.trait(Trait.OWNED_BY);
        String schema = sequence.id().name().split("\\.", 2)[0];
        return owner != null && facts.after().find(ObjectKind.COLUMN, owner).isEmpty()
                || facts.after().find(ObjectKind.SCHEMA, schema).isEmpty();
    }

    /** Renamed, or another counts on in its place; a counter that lags is told by sequence-behind-data. */
    private static boolean replaced(StepFacts facts, CatalogObject sequence) {
        String owner = sequence.trait(Trait.OWNED_BY);
        return facts.change().added(ObjectKind.SEQUENCE).findAny().isPresent()
                || owner != null
                        && facts.after()
                                .find(ObjectKind.COLUMN, owner)
                                .filter(column ->
                                        column.trait(Trait.DEFAULT) != null || column.trait(Trait.IDENTITY) != null)
                                .isPresent();
    }

    /** A column that still counts but by nothing; one of another type is filled by somebody else. */
    private static boolean stillCounts(StepFacts facts, String column) {
        return facts.after()
                .find(ObjectKind.COLUMN, column)
                .map(found -> String.valueOf(found.trait(Trait.TYPE)))
                .filter(type -> type.endsWith("int") || type.equals("integer"))
                .isPresent();
    }

    private static Finding finding(StepFacts facts, CatalogObject sequence) {
        String name = sequence.id().name();
        String owner = sequence.trait(Trait.OWNED_BY);
        boolean unfilled = owner != null && stillCounts(facts, owner);
        return Finding.of(CARD, Pointer.dropping(facts, name, owner))
                .object(name)
                .severity(unfilled ? Severity.WARNING : Severity.NOTE)
                .saw("The step drops sequence " + name
                        + (unfilled ? ", and " + owner + " is filled by nothing any more." : "."))
                .means(
                        "How far it had counted is lost; made anew it begins at its start and hands out numbers a second time.")
                .instead(
                        "Keep it until nothing asks for a number, and write down how far it was: SELECT last_value FROM "
                                + name + ";");
    }
}
