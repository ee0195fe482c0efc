package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a statement that succeeded for one schema and was refused for another. */
public final class FanOutDiffers implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "fan-out-differs",
            Category.ENVIRONMENT,
            Severity.ERROR,
            "Works for one schema and fails for another",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.UP)
                .filter(refused -> sameElsewhere(facts, refused.failure()))
                .map(refused -> finding(facts, refused.failure()))
                .toList();
    }

    /** The same words ran in an earlier step, for another schema. */
    private static boolean sameElsewhere(StepFacts facts, Failure failure) {
        return facts.earlier().stream()
                .flatMap(step -> step.all(StatementTrace.class).stream())
                .anyMatch(
                        trace -> withoutSchemas(trace.statement().excerpt()).equals(withoutSchemas(failure.excerpt())));
    }

    private static String withoutSchemas(String sql) {
        return sql.replaceAll("\\b\\w+\\.(?=\\w)", "");
    }

    private static Finding finding(StepFacts facts, Failure failure) {
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .evidence("statement", failure.excerpt())
                .saw("The same statement succeeded in an earlier step and is refused here: " + Words.answer(failure)
                        + ".")
                .means(
                        "The rows of one schema break what works for the others: some tenants are migrated, some are not.")
                .instead("Look at the rows of every schema before the first is touched, and repair this one's.");
    }
}
