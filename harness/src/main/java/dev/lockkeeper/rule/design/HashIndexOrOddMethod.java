package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.List;

/** Reports new hash indexes. */
public final class HashIndexOrOddMethod extends DesignRule {

    public HashIndexOrOddMethod() {
        super("hash-index-or-odd-method", "A hash index");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newIndexes(facts)
                .filter(index -> "hash".equals(index.trait(Trait.METHOD)))
                .map(index -> about(facts, index)
                        .saw(index.id().name() + " is a hash index.")
                        .means("It answers = alone: no order, no range, no second column, no uniqueness.")
                        .instead("A btree, unless the values are long and only ever asked for by =."))
                .toList();
    }
}
