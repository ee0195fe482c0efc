package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Says of a step that its up holds no statement. */
public final class EmptyMigration implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "empty-migration", Category.HISTORY, Severity.NOTE, "A step without a statement", FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        boolean empty = facts.step().kind() == StepKind.VERSIONED
                && facts.step().up() instanceof Script up
                && up.isEmpty()
                && !(facts.step().down() instanceof Down.OneWay);
        return empty ? List.of(finding(facts)) : List.of();
    }

    private static Finding finding(StepFacts facts) {
        return Finding.of(CARD, facts.at())
                .object(facts.step().version())
                .saw("The up holds no statement.")
                .means("The tool records the step as done, and what was meant to be in it never runs there.")
                .instead("If it ran nowhere yet, fill or delete it; if it is meant to be empty, say so with"
                        + " -- lockkeeper:one-way reason=\"…\".");
    }
}
