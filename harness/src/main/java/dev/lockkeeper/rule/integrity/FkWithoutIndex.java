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
import dev.lockkeeper.rule.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports new foreign keys whose columns no index begins with, all of a step in one finding. */
public final class FkWithoutIndex implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "fk-without-index",
            Category.INTEGRITY_LOSS,
            Severity.NOTE,
            "Children are looked up without an index",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<CatalogObject> bare = facts.change()
                .added(ObjectKind.CONSTRAINT)
                .filter(key -> "f".equals(key.trait(Trait.CONSTRAINT_TYPE)) && !indexed(facts, key))
                .toList();
        return bare.isEmpty() ? List.of() : List.of(finding(facts, bare));
    }

    private static boolean indexed(StepFacts facts, CatalogObject key) {
        Set<String> columns = new HashSet<>(Gone.columns(key));
        return facts.after()
                .of(String.valueOf(key.table()), ObjectKind.INDEX)
                .filter(index -> index.trait(Trait.PREDICATE) == null)
                .map(Gone::columns)
                .anyMatch(names -> names.size() >= columns.size()
                        && columns.equals(new HashSet<>(names.subList(0, columns.size()))));
    }

    private static Finding finding(StepFacts facts, List<CatalogObject> bare) {
        CatalogObject first = bare.get(0);
        List<String> places = bare.stream()
                .map(key -> key.table() + " (" + String.join(", ", Gone.columns(key)) + ")")
                .toList();
        return Finding.of(CARD, Pointer.up(facts, first.id().name(), first.table()))
                .object(first.id().name())
                .evidence("keys", places)
                .saw("No index begins with the columns of the new foreign key" + (bare.size() == 1 ? " " : "s ")
                        + Words.list(places) + ".")
                .means("Each DELETE and each change of a key in " + first.trait(Trait.REFERENCED_TABLE)
                        + " reads the whole child table.")
                .instead("CREATE INDEX CONCURRENTLY ON " + places.get(0) + ";");
    }
}
