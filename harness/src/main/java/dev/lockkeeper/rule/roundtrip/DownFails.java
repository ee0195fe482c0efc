package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.WayBack;
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

/** Reports a down that the server refuses straight after its own up. */
public final class DownFails implements Rule {

    private static final RuleCard CARD =
            new RuleCard("down-fails", Category.ROUNDTRIP, Severity.ERROR, "The way back does not run", FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(WayBack.class).stream()
                .filter(back -> back.outcome() == Outcome.FAILED)
                .map(back -> finding(facts, Objects.requireNonNull(back.failure())))
                .toList();
    }

    private static Finding finding(StepFacts facts, Failure failure) {
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .evidence("sqlState", failure.sqlState())
                .evidence("statement", failure.excerpt())
                .saw("Straight after the up, the down was refused: " + Words.answer(failure) + ".")
                .means("On the day of the rollback this script stops here and the release cannot be taken back.")
                .instead(advice(failure));
    }

    private static String advice(Failure failure) {
        if (failure.hint() != null && failure.sqlState().equals("2BP01")) {
            return "Drop what depends on it first, in the opposite order of the up.";
        }
        return switch (failure.sqlState()) {
            case "42601" -> "Mend the syntax at " + failure.at() + "; this statement has never run.";
            case "42704", "42P01", "42703", "42883", "3F000" ->
                "Name what the up left there: it has another name, another schema, or was never made.";
            case "42710", "42P07", "42701" -> "Drop only what the up created; this exists already.";
            default -> "Write the down so that it undoes the up, statement by statement in the opposite order.";
        };
    }
}
