package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a unique constraint whose index is built under the lock of ALTER TABLE. */
public final class AddUniqueConstraintBlocking extends WorkRule {

    public AddUniqueConstraintBlocking() {
        super(
                new RuleCard(
                        "add-unique-constraint-blocking",
                        Category.LOCK,
                        Severity.WARNING,
                        "Builds the index of a unique constraint while reads and writes wait",
                        FoundBy.SERVER),
                Hazard.UNIQUE_CONSTRAINT);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("unique constraint", work) + " builds its index on " + work.table() + " under an "
                + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return Outside.transaction(facts.chain()) + "CREATE UNIQUE INDEX CONCURRENTLY " + work.name() + " ON "
                + work.table() + " (" + columns(facts, work) + "); then ALTER TABLE " + work.table()
                + " ADD CONSTRAINT " + work.name() + " UNIQUE USING INDEX " + work.name() + ";";
    }

    private static String columns(StepFacts facts, Work work) {
        String definition =
                definition(facts, ObjectKind.CONSTRAINT, work.parts().get(0));
        int open = definition.indexOf('(');
        return open < 0 ? "…" : definition.substring(open + 1, definition.indexOf(')', open));
    }
}
