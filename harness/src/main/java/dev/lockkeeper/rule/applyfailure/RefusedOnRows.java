package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;

/** Reports a change of the schema that rows of a kind the schema allowed until now make fail. */
public final class RefusedOnRows extends OnRows {

    public RefusedOnRows() {
        super(
                new RuleCard(
                        "refused-on-rows",
                        Category.APPLY_FAILURE,
                        Severity.WARNING,
                        "Whether it applies hangs on the rows",
                        FoundBy.ROWS),
                Reason.OTHER);
    }

    @Override
    String saw(StepFacts facts, Failure failure) {
        return "The step was refused on rows that the schema allows until then: " + failure.message() + ".";
    }

    @Override
    String instead(StepFacts facts, Failure failure) {
        boolean fresh = failure.sqlState().equals("23502")
                && facts.before()
                        .find(ObjectKind.COLUMN, object(facts, failure))
                        .isEmpty();
        return fresh
                ? "where there are any, give the new column a default: ALTER TABLE " + table(facts, failure)
                        + " ADD COLUMN " + column(facts, failure) + " … NOT NULL DEFAULT …;"
                : "mend these rows in an earlier step.";
    }
}
