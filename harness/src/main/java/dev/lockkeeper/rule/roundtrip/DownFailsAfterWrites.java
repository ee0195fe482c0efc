package dev.lockkeeper.rule.roundtrip;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Fact.Refused;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Population;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a down that runs until the new release has written rows. */
public final class DownFailsAfterWrites implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "down-fails-after-writes",
            Category.ROUNDTRIP,
            Severity.ERROR,
            "The way back fails once the new release has written rows",
            FoundBy.ROWS);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Refused.class).stream()
                .filter(refused -> refused.phase() == Phase.DOWN_AFTER_WRITES)
                .map(refused -> finding(facts, refused))
                .toList();
    }

    private static Finding finding(StepFacts facts, Refused refused) {
        Failure failure = refused.failure();
        return Finding.of(CARD, failure.at())
                .object(failure.table() == null ? facts.step().version() : failure.table())
                .severity(refused.population() == Population.FIXTURE ? Severity.ERROR : Severity.WARNING)
                .evidence("statement", failure.excerpt())
                .saw("With rows of the new release in place the down was refused: " + Words.answer(failure) + ".")
                .means("The release can be taken back only until it is used.")
                .instead("Let the down first repair what the new schema allows and the old one does not.");
    }
}
