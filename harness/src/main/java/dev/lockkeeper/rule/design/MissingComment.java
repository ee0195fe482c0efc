package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports new tables without a comment, all of a step in one finding. */
public final class MissingComment extends DesignRule {

    public MissingComment() {
        super("missing-comment", "A table that nobody explained");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<CatalogObject> bare = newTables(facts)
                .filter(table -> facts.after()
                        .find(ObjectKind.COMMENT, "table " + table.id().name())
                        .isEmpty())
                .toList();
        if (bare.isEmpty()) {
            return List.of();
        }
        List<String> names = bare.stream().map(table -> table.id().name()).toList();
        return List.of(about(facts, bare.get(0))
                .evidence("tables", names)
                .saw("No comment says what " + Words.list(names) + (names.size() == 1 ? " is for." : " are for."))
                .means("Whoever meets the table in a client has to guess.")
                .instead("COMMENT ON TABLE " + names.get(0) + " IS '…';"));
    }
}
