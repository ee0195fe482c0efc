package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.KeyImplied;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports columns that refer to a table by their name, without a foreign key, all of a step in one finding. */
public final class ImpliedFk implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "implied-fk",
            Category.INTEGRITY_LOSS,
            Severity.NOTE,
            "A reference that no foreign key guards",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<KeyImplied> keys = facts.all(KeyImplied.class);
        return keys.isEmpty() ? List.of() : List.of(finding(facts, keys));
    }

    private static Finding finding(StepFacts facts, List<KeyImplied> keys) {
        KeyImplied first = keys.get(0);
        String name = first.child() + "." + first.column();
        List<String> places = keys.stream()
                .map(key -> key.child() + "." + key.column() + " (" + key.parent() + "." + key.parentColumn() + ")")
                .toList();
        return Finding.of(CARD, Pointer.up(facts, name, first.child(), first.parent()))
                .object(name)
                .evidence("references", places)
                .evidence(
                        "proposedBySchemaCrawler",
                        keys.stream().filter(KeyImplied::proposed).count())
                .saw("By name and type " + Words.list(places) + (keys.size() == 1 ? " refers" : " refer")
                        + " to another table, and up to the newest step no foreign key says so.")
                .means("Nothing keeps rows from naming a parent that is not there.")
                .instead("ALTER TABLE " + first.child() + " ADD FOREIGN KEY (" + first.column() + ") REFERENCES "
                        + first.parent() + " (" + first.parentColumn()
                        + ") NOT VALID; and validate it in a step of its own.");
    }
}
