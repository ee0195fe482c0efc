package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Applied;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Works;
import java.util.Comparator;
import java.util.List;

/** Reports an up that took longer than the team allows, on the rows it was tried with. */
public final class MigrationTooSlow implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "migration-too-slow",
            Category.LOCK,
            Severity.ERROR,
            "Takes longer than the budget for a step",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        if (facts.budgets().maxStepMillis().isEmpty()) {
            return List.of();
        }
        long most = facts.budgets().maxStepMillis().getAsLong();
        return facts.all(Applied.class).stream()
                .filter(applied -> applied.phase() == Phase.UP && applied.millis() > most)
                .findFirst()
                .map(applied -> finding(facts, applied.millis(), most))
                .stream()
                .toList();
    }

    private static Finding finding(StepFacts facts, long millis, long most) {
        return Finding.of(CARD, longest(facts))
                .object(facts.step().version())
                .evidence("millis", millis)
                .saw("The up took longer than the " + most + " ms a step may take, on the rows it was tried with.")
                .means(
                        "On a live database with more rows and others at work it takes longer still, and what it locks stays"
                                + " locked so long.")
                .instead(
                        "Divide it: changes of the schema in one step, rows in batches in another, indexes CONCURRENTLY.");
    }

    private static SourceSpan longest(StepFacts facts) {
        return Works.traces(facts)
                .max(Comparator.comparingLong(StatementTrace::millis))
                .map(trace -> trace.statement().at())
                .orElse(facts.at());
    }
}
