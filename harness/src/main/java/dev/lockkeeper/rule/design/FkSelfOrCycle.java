package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports new foreign keys that close a circle of tables, the smallest of which is a table that refers to itself. */
public final class FkSelfOrCycle extends DesignRule {

    public FkSelfOrCycle() {
        super("fk-self-or-cycle", "Tables that refer to each other in a circle");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newConstraints(facts, "f")
                .filter(key -> reaches(facts.after(), target(key), String.valueOf(key.table())))
                .map(key -> about(facts, key)
                        .saw(
                                target(key).equals(key.table())
                                        ? Words.name(key) + " points at its own table."
                                        : Words.name(key) + " points at " + target(key)
                                                + ", from where other keys lead back.")
                        .means("No order of loading, copying or deleting whole tables fits all its keys.")
                        .instead("DEFERRABLE, or a table between the two."))
                .toList();
    }

    private static String target(CatalogObject key) {
        return String.valueOf(key.trait(Trait.REFERENCED_TABLE));
    }

    private static boolean reaches(CatalogSnapshot schema, String from, String to) {
        Set<String> seen = new HashSet<>(Set.of(from));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty() && !seen.contains(to)) {
            schema.of(open.remove(), ObjectKind.CONSTRAINT)
                    .filter(key -> "f".equals(key.trait(Trait.CONSTRAINT_TYPE)))
                    .map(FkSelfOrCycle::target)
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return seen.contains(to);
    }
}
