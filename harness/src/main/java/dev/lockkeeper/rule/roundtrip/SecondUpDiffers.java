package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Outcome;
import dev.lockkeeper.model.Fact.SecondUp;
import dev.lockkeeper.model.Fact.WayBack;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports an up that, after its down, is refused or ends elsewhere than the first time. */
public final class SecondUpDiffers implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "second-up-differs",
            Category.ROUNDTRIP,
            Severity.ERROR,
            "After the way back the step cannot be released again",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(SecondUp.class).stream()
                .filter(again -> again.outcome() == Outcome.FAILED || again.outcome() == Outcome.DIFFERS)
                .filter(again -> !toldAsHabit(facts, again))
                .map(again -> finding(facts, again))
                .toList();
    }

    /** Whose downs are all empty never takes a step back; down-empty says what would follow. */
    private static boolean toldAsHabit(StepFacts facts, SecondUp again) {
        return again.failure() != null
                && Leftover.emptyByHabit(facts)
                && facts.all(WayBack.class).stream().anyMatch(WayBack::scriptEmpty);
    }

    private static String advice(Failure failure) {
        return failure.sqlState().equals("42710") && failure.message().startsWith("enum label")
                ? "ALTER TYPE … ADD VALUE IF NOT EXISTS …: a label cannot be dropped, so the up has to cope with it."
                : "Let the down take back everything the up makes.";
    }

    private static Finding finding(StepFacts facts, SecondUp again) {
        Failure failure = again.failure();
        if (failure != null) {
            return Finding.of(CARD, failure.at())
                    .object(failure.table() == null ? facts.step().version() : failure.table())
                    .evidence("sqlState", failure.sqlState())
                    .evidence("statement", failure.excerpt())
                    .saw("Up, down and up again: the second up was refused: " + Words.answer(failure) + ".")
                    .means("Once rolled back, this release cannot be deployed a second time.")
                    .instead(advice(failure));
        }
        return Finding.of(CARD, Pointer.up(facts, Words.foremost(again.diff(), facts.step())))
                .object(Words.foremost(again.diff(), facts.step()))
                .evidence("difference", Words.evidence(again.diff()))
                .saw("After up, down and up again, " + Words.difference(again.diff()) + ".")
                .means("A database that was rolled back once is from then on different from one that was not.")
                .instead("Let the down take back everything the up makes, and only that.");
    }
}
