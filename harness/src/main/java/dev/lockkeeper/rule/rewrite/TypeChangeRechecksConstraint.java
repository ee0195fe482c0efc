package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a change of type that writes nothing, after which the server ran a CHECK over every row again. */
public final class TypeChangeRechecksConstraint extends WorkRule {

    public TypeChangeRechecksConstraint() {
        super(
                new RuleCard(
                        "type-change-rechecks-constraint",
                        Category.REWRITE,
                        Severity.WARNING,
                        "A column's new type has a CHECK run over every row again",
                        FoundBy.SERVER),
                Hazard.TYPE_RECHECK);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "The new type writes nothing of " + work.table() + " anew, but has every row read for "
                + parts("constraint", work) + ", under " + locked(work) + ".";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "In one step ALTER TABLE " + work.table() + " DROP CONSTRAINT " + work.name()
                + ", ALTER COLUMN … TYPE …, ADD CONSTRAINT " + work.name() + " "
                + definition(facts, ObjectKind.CONSTRAINT, work.parts().get(0))
                + " NOT VALID; in the next ALTER TABLE " + work.table() + " VALIDATE CONSTRAINT " + work.name() + ";";
    }
}
