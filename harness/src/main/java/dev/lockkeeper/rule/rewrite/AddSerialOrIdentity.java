package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.WorkRule;

/** Reports a serial or identity column added to a table in use. */
public final class AddSerialOrIdentity extends WorkRule {

    public AddSerialOrIdentity() {
        super(
                new RuleCard(
                        "add-serial-or-identity",
                        Category.REWRITE,
                        Severity.WARNING,
                        "A new column that counts has every row written",
                        FoundBy.SERVER),
                Hazard.SERIAL_OR_IDENTITY);
    }

    @Override
    protected String saw(StepFacts facts, Work work) {
        return "Adding " + parts("column", work) + " numbers every row of " + work.table()
                + " and writes it anew under an " + work.lock().words() + " lock.";
    }

    @Override
    protected String instead(StepFacts facts, Work work) {
        return "CREATE SEQUENCE …; ALTER TABLE " + work.table() + " ADD COLUMN " + work.name()
                + " bigint; ALTER COLUMN " + work.name()
                + " SET DEFAULT nextval(…); then number the old rows in batches in later steps.";
    }
}
