package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a check that the rows of a table in use may break. */
public final class AddCheckOnExisting extends OnRows {

    public AddCheckOnExisting() {
        super(
                new RuleCard(
                        "add-check-on-existing",
                        Category.APPLY_FAILURE,
                        Severity.WARNING,
                        "Checks rows that may not pass",
                        FoundBy.ROWS),
                Reason.CHECK);
    }

    @Override
    String saw(StepFacts facts, Failure failure) {
        return "The step checks the rows of " + table(facts, failure) + ", and was refused: " + failure.message() + ".";
    }

    @Override
    String instead(StepFacts facts, Failure failure) {
        return "mend these rows in an earlier step, or add the check NOT VALID and validate it once they are mended.";
    }
}
