package dev.lockkeeper.rule.integrity;

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
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.stream.Stream;

/** Reports a constraint that PostgreSQL is told not to check. */
public final class NotEnforcedConstraint implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "not-enforced-constraint",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "A constraint that is never checked",
            FoundBy.CATALOGUE);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(
                        facts.change().added(ObjectKind.CONSTRAINT),
                        facts.change()
                                .changed(ObjectKind.CONSTRAINT)
                                .filter(change -> !open(change.before()))
                                .map(change -> change.after()))
                .filter(NotEnforcedConstraint::open)
                .map(one -> finding(facts, one))
                .toList();
    }

    private static boolean open(CatalogObject constraint) {
        return constraint.definition().endsWith("NOT ENFORCED");
    }

    private static Finding finding(StepFacts facts, CatalogObject constraint) {
        return Finding.of(CARD, Pointer.up(facts, constraint.id().name(), constraint.table()))
                .object(constraint.id().name())
                .evidence("definition", constraint.definition())
                .saw(Words.name(constraint) + " is NOT ENFORCED.")
                .means("It reads like a promise, and any row may break it without a word.")
                .instead("If it shall hold for new rows: ALTER TABLE " + constraint.table() + " ADD CONSTRAINT … "
                        + constraint.definition().replace(" NOT ENFORCED", " NOT VALID") + ";");
    }
}
