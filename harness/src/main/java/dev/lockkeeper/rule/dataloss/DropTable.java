package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports rows that went with their table. */
public final class DropTable extends EffectRule {

    public DropTable() {
        super(
                new RuleCard(
                        "drop-table",
                        Category.DATA_LOSS,
                        Severity.ERROR,
                        "Drops a table that holds rows",
                        FoundBy.ROWS),
                Cause.DROP_TABLE);
    }

    @Override
    String saw(StepFacts facts, DataEffect effect) {
        return "The step drops " + effect.table() + ", and rows of it are nowhere else afterwards.";
    }

    @Override
    String instead(StepFacts facts, DataEffect effect) {
        return "Keep the table under another name for one release, or copy every row, with LEFT JOIN where a match may be missing.";
    }
}
