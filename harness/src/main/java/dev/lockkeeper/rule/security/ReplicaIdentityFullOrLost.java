package dev.lockkeeper.rule.security;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Reports a table that tells replication whole rows, or nothing, to find a row by. */
public final class ReplicaIdentityFullOrLost implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "replica-identity-full-or-lost",
            Category.SECURITY,
            Severity.WARNING,
            "Logical replication has no key for the table",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)
                .flatMap(kind -> facts.change().changed(kind))
                .filter(change -> !identity(change.after()).equals(identity(change.before())))
                .filter(change -> !identity(change.after()).isEmpty())
                .map(change -> finding(facts, change.after()))
                .toList();
    }

    private static String identity(CatalogObject table) {
        return table.definition()
                .lines()
                .filter(line -> line.startsWith("replica identity "))
                .findFirst()
                .orElse("");
    }

    private static Finding finding(StepFacts facts, CatalogObject table) {
        String name = table.id().name();
        boolean full = identity(table).endsWith("full");
        return Finding.of(CARD, Pointer.up(facts, name))
                .object(name)
                .saw(name + " has " + identity(table) + " after the step.")
                .means(
                        full
                                ? "Every update and delete writes the whole old row to the log, and a subscriber searches its table for"
                                        + " each."
                                : "Updates and deletes of a published table are refused.")
                .instead("Give it a primary key, or ALTER TABLE " + name
                        + " REPLICA IDENTITY USING INDEX a_unique_index;");
    }
}
