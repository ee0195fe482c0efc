package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a statement on rows that rows of a kind the schema allows make fail. */
public final class DmlDryRunFails extends OnRows {

    public DmlDryRunFails() {
        super(
                new RuleCard(
                        "dml-dry-run-fails",
                        Category.APPLY_FAILURE,
                        Severity.WARNING,
                        "Writes rows that rows already there may refuse",
                        FoundBy.ROWS),
                Reason.ROWS_WRITTEN);
    }

    @Override
    String saw(StepFacts facts, Failure failure) {
        return "A statement on rows of " + table(facts, failure) + " was refused: " + failure.message() + ".";
    }

    @Override
    String instead(StepFacts facts, Failure failure) {
        return "write it so that it holds for every row the schema allows (ON CONFLICT, CASE, a WHERE).";
    }
}
