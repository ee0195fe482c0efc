package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Outside;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;
import java.util.List;

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
        String before = onNewColumn(facts, work) ? "First the column without it. " : "";
        return before + Outside.transaction(facts.chain()) + "CREATE UNIQUE INDEX CONCURRENTLY " + work.name() + " ON "
                + work.table() + " (" + columns(facts, work) + "); then ALTER TABLE " + work.table()
                + " ADD CONSTRAINT " + work.name() + " UNIQUE USING INDEX " + work.name() + ";";
    }

    private static boolean onNewColumn(StepFacts facts, Work work) {
        List<String> columns = List.of(columns(facts, work).split(", "));
        return facts.change()
                .added(ObjectKind.COLUMN)
                .anyMatch(column -> work.table().equals(column.table()) && columns.contains(SqlWords.lastName(column)));
    }
}
