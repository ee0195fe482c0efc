package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports new foreign keys that are checked at once always, all of a step in one finding. */
public final class FkNotDeferrable extends DesignRule {

    public FkNotDeferrable() {
        super("fk-not-deferrable", "A foreign key that cannot wait");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<CatalogObject> keys = newConstraints(facts, "f")
                .filter(key -> !key.is(Trait.DEFERRABLE))
                .toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        CatalogObject first = keys.get(0);
        List<String> names = keys.stream().map(Words::name).toList();
        return List.of(about(facts, first)
                .evidence("keys", names)
                .saw("Always checked at once: " + Words.list(names) + ".")
                .means("Bulk loads and swaps have to go parents first, row by row.")
                .instead("ALTER TABLE " + first.table() + " ALTER CONSTRAINT " + SqlWords.lastName(first)
                        + " DEFERRABLE;"));
    }
}
