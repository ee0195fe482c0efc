package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.stream.Stream;

/** Reports a unique constraint or index that is no longer there. */
public final class UniqueDropped extends ConstraintDropped {

    public UniqueDropped() {
        super(
                new RuleCard(
                        "unique-dropped",
                        Category.INTEGRITY_LOSS,
                        Severity.WARNING,
                        "Drops a unique constraint",
                        FoundBy.CATALOGUE),
                "u",
                "duplicates are possible");
    }

    /** Unique indexes that belong to no constraint. */
    @Override
    Stream<CatalogObject> others(StepFacts facts) {
        return Stream.concat(
                Gone.of(facts, ObjectKind.INDEX).filter(UniqueDropped::isAlone),
                facts.change()
                        .changed(ObjectKind.INDEX)
                        .filter(change -> !change.after().is(Trait.UNIQUE))
                        .map(CatalogDiff.Change::before)
                        .filter(UniqueDropped::isAlone));
    }

    private static boolean isAlone(CatalogObject index) {
        String constraint = index.trait(Trait.CONSTRAINT);
        return index.is(Trait.UNIQUE) && (constraint == null || constraint.isEmpty());
    }
}
