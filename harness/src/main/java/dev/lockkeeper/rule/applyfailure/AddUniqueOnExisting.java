package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a unique index or key that the rows of a table in use may break. */
public final class AddUniqueOnExisting extends OnRows {

    public AddUniqueOnExisting() {
        super(
                new RuleCard(
                        "add-unique-on-existing",
                        Category.APPLY_FAILURE,
                        Severity.WARNING,
                        "Wants values unique that may not be",
                        FoundBy.ROWS),
                Reason.DUPLICATES);
    }

    @Override
    String saw(StepFacts facts, Failure failure) {
        String columns = columns(failure);
        return (columns.isEmpty()
                        ? "The step"
                        : "The step makes " + columns + " unique in " + table(facts, failure) + ", and")
                + " was refused where two rows hold the same value: " + failure.message() + ".";
    }

    @Override
    String instead(StepFacts facts, Failure failure) {
        return "make them distinct in an earlier step, and add the key after it.";
    }
}
