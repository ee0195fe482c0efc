package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.List;

/** Reports new indexes over more than three columns that are not unique. */
public final class WideIndex extends DesignRule {

    public WideIndex() {
        super("wide-index", "An index over many columns");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newIndexes(facts)
                .filter(index -> !index.is(Trait.UNIQUE) && columns(index).size() > MANY)
                .map(index -> about(facts, index)
                        .evidence("columns", columns(index).size())
                        .saw(index.id().name() + " stands on more than three columns.")
                        .means(
                                "It is big, written by nearly every UPDATE, and the later columns seldom narrow anything.")
                        .instead("The columns that narrow most first; the others with INCLUDE, or not at all."))
                .toList();
    }

    private static final int MANY = 3;
}
