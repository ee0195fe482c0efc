package dev.lockkeeper.rule.applyfailure;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a step that a real server refuses. */
public final class UpFails implements Rule {

    private static final RuleCard CARD =
            new RuleCard("up-fails", Category.APPLY_FAILURE, Severity.ERROR, "Does not apply", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.UP && refused.population() == null)
                .map(refused -> finding(facts, refused.failure()))
                .toList();
    }

    private static Finding finding(StepFacts facts, Failure failure) {
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .evidence("sqlState", failure.sqlState())
                .evidence("statement", failure.excerpt())
                .saw("PostgreSQL " + facts.server().version() + " refused the step: " + Words.answer(failure) + ".")
                .means("The deploy stops here; steps after this one were not looked at.")
                .instead(instead(failure));
    }

    /** The server's own hint, but for the one that takes along whatever depends on what is dropped. */
    private static String instead(Failure failure) {
        if (failure.hint() == null) {
            return "Mend the statement at " + failure.at() + ".";
        }
        return failure.sqlState().equals("2BP01")
                ? "Take what depends on it off it first; CASCADE would drop that, too, unread."
                : failure.hint();
    }
}
