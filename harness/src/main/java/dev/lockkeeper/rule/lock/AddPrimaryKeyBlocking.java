package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a primary key whose index is built under the lock of ALTER TABLE. */
public final class AddPrimaryKeyBlocking extends WorkRule {

    public AddPrimaryKeyBlocking() {
        super(
                new RuleCard(
                        "add-primary-key-blocking",
                        Category.LOCK,
                        Severity.WARNING,
                        "Builds the index of a primary key while reads and writes wait",
                        FoundBy.SERVER),
                Hazard.PRIMARY_KEY);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("primary key", work) + " builds its index on " + work.table()
                + " and looks for NULL, under an " + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "Prove NOT NULL by a validated CHECK, then outside a transaction CREATE UNIQUE INDEX CONCURRENTLY "
                + work.name() + " ON " + work.table() + " (" + columns(facts, work) + "); then ALTER TABLE "
                + work.table() + " ADD CONSTRAINT "
                + work.name() + " PRIMARY KEY USING INDEX " + work.name() + ";";
    }
}
