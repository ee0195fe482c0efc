package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Works;
import java.util.List;

/** Reports long work on a table in use that no statement_timeout bounds. */
public final class MissingStatementTimeout implements Rule {

    private static final RuleCard CARD = new RuleCard(
                    "missing-statement-timeout",
                    Category.LOCK,
                    Severity.NOTE,
                    "No statement_timeout bounds the work",
                    FoundBy.TEXT)
            .off();

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        boolean bounded = facts.up().statements().stream()
                .anyMatch(statement -> SqlWords.of(statement).has("statement_timeout"));
        if (bounded) {
            return List.of();
        }
        return Works.of(facts).stream()
                .findFirst()
                .map(work -> Finding.of(CARD, work.trace().statement().at())
                        .object(work.table())
                        .saw("The step works on " + work.table() + ", and no statement_timeout bounds how long.")
                        .means("If the table is bigger than thought, its lock is held until somebody kills the step.")
                        .instead("SET LOCAL statement_timeout = '1min'; at the top of the step."))
                .stream()
                .toList();
    }
}
