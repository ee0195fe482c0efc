package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Descended;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;
import java.util.Objects;

/** Reports a down that runs after its own up but not when the whole chain comes down. */
public final class DescentFails implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "descent-fails",
            Category.ROUNDTRIP,
            Severity.ERROR,
            "The chain does not come down as a whole",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        boolean aloneItRuns =
                facts.all(Fact.WayBack.class).stream().noneMatch(back -> back.outcome() == Fact.Outcome.FAILED);
        return facts.all(Descended.class).stream()
                .filter(descended -> descended.failure() != null && aloneItRuns)
                .map(descended -> finding(facts, descended))
                .toList();
    }

    private static Finding finding(StepFacts facts, Descended descended) {
        Failure failure = Objects.requireNonNull(descended.failure());
        boolean goingDown = descended.phase() == Phase.DESCENT;
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .evidence("sqlState", failure.sqlState())
                .evidence("statement", failure.excerpt())
                .severity(goingDown ? Severity.WARNING : Severity.NOTE)
                .saw((goingDown
                                ? "The down runs straight after its own up, but not when the whole chain comes down"
                                : "With the whole chain taken down, the up no longer runs")
                        + ": " + Words.answer(failure) + ".")
                .means("A database several releases ahead cannot be taken back below this step.")
                .instead("Look at the downs of the steps above " + facts.step().version()
                        + ": one of them leaves or takes too much.");
    }
}
