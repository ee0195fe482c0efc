package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a sequence that has handed out four fifths of what it or its column can hold. */
public final class SequenceNearLimit implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "sequence-near-limit",
            Category.INTEGRITY_LOSS,
            Severity.WARNING,
            "A sequence is about to run out",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Fact.SequenceNearLimit.class).stream()
                .map(near -> finding(facts, near))
                .toList();
    }

    private static Finding finding(StepFacts facts, Fact.SequenceNearLimit near) {
        String column = near.table() + "." + near.column();
        boolean widen = near.limit() <= Integer.MAX_VALUE;
        return Finding.of(CARD, near.live() ? facts.at() : Pointer.up(facts, near.table()))
                .object(column)
                .evidence("last", near.last())
                .evidence("limit", near.limit())
                .saw((near.live() ? "On the live database " : "After the step ") + near.sequence()
                        + " has handed out more than four fifths of the values up to " + near.limit() + " that "
                        + column + " can take from it.")
                .means("Behind the last one every INSERT that leaves " + near.column() + " to the sequence fails.")
                .instead(
                        widen
                                ? "Plan the move to bigint now, while there is time: a new column filled in batches and swapped"
                                        + " in, since ALTER COLUMN … TYPE bigint writes the whole table anew under a lock."
                                : "Raise the sequence's MAXVALUE.");
    }
}
