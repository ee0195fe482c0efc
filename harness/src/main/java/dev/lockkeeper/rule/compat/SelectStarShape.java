package dev.lockkeeper.rule.compat;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reports a table in use whose columns are not what a prepared SELECT * has described. */
public final class SelectStarShape implements Rule {

    private static final RuleCard CARD = new RuleCard(
                    "select-star-shape",
                    Category.COMPAT,
                    Severity.NOTE,
                    "Prepared SELECT * of running sessions breaks",
                    FoundBy.CATALOGUE)
            .off();

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.of(
                        facts.change().added(ObjectKind.COLUMN),
                        facts.change().removed(ObjectKind.COLUMN),
                        facts.change()
                                .changed(ObjectKind.COLUMN)
                                .filter(change -> !Objects.equals(
                                        change.before().trait(Trait.TYPE),
                                        change.after().trait(Trait.TYPE)))
                                .map(change -> change.after()))
                .flatMap(columns -> columns)
                .map(column -> String.valueOf(column.table()))
                .filter(table -> facts.before().hasTable(table) && facts.after().hasTable(table))
                .distinct()
                .sorted()
                .map(table -> Finding.of(CARD, Pointer.up(facts, table))
                        .object(table)
                        .saw("The columns of " + table + " are not what they were.")
                        .means("A session that has prepared SELECT * FROM " + table
                                + " is answered once: cached plan must not change result type.")
                        .instead(
                                "Name the columns in the application's statements, or let its pool open new sessions."))
                .toList();
    }
}
