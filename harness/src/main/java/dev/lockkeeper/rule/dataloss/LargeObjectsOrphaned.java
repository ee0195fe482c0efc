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
import dev.lockkeeper.rule.SqlWords;
import java.util.List;

/** Reports a dropped column of large object ids, whose objects stay behind unknown. */
public final class LargeObjectsOrphaned implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "large-objects-orphaned",
            Category.DATA_LOSS,
            Severity.NOTE,
            "Large objects lose the column that knew them",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.change()
                .removed(ObjectKind.COLUMN)
                .filter(column -> isLargeObject(column) && facts.before().hasTable(String.valueOf(column.table())))
                .filter(column -> !unlinks(facts))
                .map(column -> finding(facts, column))
                .toList();
    }

    /** The type of the extension lo, or ids in a column that is named for what they are. */
    private static boolean isLargeObject(CatalogObject column) {
        String type = String.valueOf(column.trait(Trait.TYPE));
        return type.equals("lo") || type.endsWith(".lo") || type.equals("oid");
    }

    private static boolean unlinks(StepFacts facts) {
        return facts.up().statements().stream()
                .anyMatch(statement -> SqlWords.of(statement).has("lo_unlink"));
    }

    private static Finding finding(StepFacts facts, CatalogObject column) {
        String name = column.id().name();
        return Finding.of(CARD, Pointer.dropping(facts, name, column.table()))
                .object(name)
                .saw("The step drops " + name + ", which holds ids of large objects.")
                .means(
                        "The objects stay in the database, take room and belong to nobody; a drop fires no trigger that unlinks them.")
                .instead("Before the drop: SELECT lo_unlink(" + SqlWords.lastName(name) + ") FROM " + column.table()
                        + " WHERE " + SqlWords.lastName(name) + " IS NOT NULL;");
    }
}
