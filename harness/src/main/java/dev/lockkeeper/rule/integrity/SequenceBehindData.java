package dev.lockkeeper.rule.integrity;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.SequenceBehind;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports a sequence that will hand out a value its column already holds. */
public final class SequenceBehindData implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "sequence-behind-data",
            Category.INTEGRITY_LOSS,
            Severity.ERROR,
            "A sequence was left behind the rows",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(SequenceBehind.class).stream()
                .map(behind -> finding(facts, behind))
                .toList();
    }

    private static Finding finding(StepFacts facts, SequenceBehind behind) {
        String column = behind.table() + "." + behind.column();
        return Finding.of(CARD, Pointer.up(facts, behind.table()))
                .object(column)
                .evidence("next", behind.next())
                .evidence("highest", behind.highest())
                .saw("After the step " + behind.sequence() + " would hand out " + behind.next() + " next, and " + column
                        + " already holds " + behind.highest() + ".")
                .means("The next INSERT that leaves the id to the sequence fails with a duplicate key.")
                .instead("Behind the copied rows: SELECT setval('" + behind.sequence() + "', (SELECT max("
                        + behind.column() + ") FROM " + behind.table() + "));");
    }
}
