package dev.lockkeeper.rule.dataloss;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.stream.Stream;

/** Reports a statement that updated or deleted more rows of a table in use than the team allows. */
public final class RowsAffectedOverLimit implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "rows-affected-over-limit",
            Category.DATA_LOSS,
            Severity.ERROR,
            "Updates or deletes more rows than one statement may",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        if (facts.budgets().maxRowsAffected().isEmpty()) {
            return List.of();
        }
        long most = facts.budgets().maxRowsAffected().getAsLong();
        return Works.traces(facts)
                .flatMap(trace -> findings(facts, trace, most))
                .toList();
    }

    private static Stream<Finding> findings(StepFacts facts, StatementTrace trace, long most) {
        return trace.touched().stream()
                .filter(rows -> Works.stood(facts, rows.table()) && affected(rows) > most)
                .map(rows -> Finding.of(CARD, trace.statement().at())
                        .object(rows.table())
                        .evidence("rows", affected(rows))
                        .saw("One statement " + done(rows) + " more rows of " + rows.table() + " than the " + most
                                + " it may.")
                        .means("If its condition is wrong, so many rows are wrong at once, and no way back knows what"
                                + " they were.")
                        .instead("Look at what it meets first: SELECT count(*) FROM " + rows.table()
                                + " WHERE …; keep the old values in a table of their own, and write in batches."));
    }

    private static long affected(RowsTouched rows) {
        return rows.updated() + rows.deleted();
    }

    private static String done(RowsTouched rows) {
        return rows.deleted() == 0 ? "updates" : rows.updated() == 0 ? "deletes" : "updates and deletes";
    }
}
