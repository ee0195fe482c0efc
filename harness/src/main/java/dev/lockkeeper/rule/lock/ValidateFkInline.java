package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;
import dev.lockkeeper.rule.Works;

/** Reports a foreign key added as valid, so that both tables are read while nobody can write to either. */
public final class ValidateFkInline extends WorkRule {

    public ValidateFkInline() {
        super(
                new RuleCard(
                        "validate-fk-inline",
                        Category.LOCK,
                        Severity.WARNING,
                        "Checks every row for a parent while writes to both tables wait",
                        FoundBy.SERVER),
                Hazard.FOREIGN_KEY);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("foreign key", work) + " compares all of " + work.table() + " with "
                + parent(facts, work) + " under " + locked(work) + ".";
    }

    @Override
    protected String means(StepFacts facts, Work work) {
        String parent = parent(facts, work);
        String both = Works.stood(facts, parent) ? " and every write on " + parent : "";
        return waits(work.lock()) + " on " + work.table() + both + " waits until the transaction has ended.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "ALTER TABLE " + work.table() + " ADD CONSTRAINT " + work.name() + " "
                + definition(facts, ObjectKind.CONSTRAINT, work.parts().get(0))
                + " NOT VALID; and in the next step ALTER TABLE " + work.table() + " VALIDATE CONSTRAINT " + work.name()
                + ";";
    }

    private static String parent(StepFacts facts, Work work) {
        return facts.after()
                .find(ObjectKind.CONSTRAINT, work.parts().get(0))
                .map(key -> key.trait(Trait.REFERENCED_TABLE))
                .orElse("the table it refers to");
    }
}
