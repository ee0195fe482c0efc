package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.Interrupted;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reports a refused step of which a part stays, since its tool does not roll it back. */
public final class PartialStateOnFailure implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "partial-state-on-failure",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Leaves half of itself behind when it fails",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.all(Refused.class).stream()
                .filter(refused ->
                        refused.phase() == Phase.UP && !refused.left().isEmpty())
                .map(refused -> finding(facts, refused))
                .forEach(findings::add);
        facts.all(Interrupted.class).stream()
                .filter(one -> one.retry() != null && one.down() != null)
                .findFirst()
                .map(one -> stuck(facts, one, Objects.requireNonNull(one.retry()), Objects.requireNonNull(one.down())))
                .ifPresent(findings::add);
        return findings;
    }

    private static Finding stuck(StepFacts facts, Interrupted interrupted, Failure retry, Failure down) {
        return Finding.of(CARD, interrupted.after())
                .object(Words.foremost(interrupted.left(), facts.step()))
                .severity(Severity.WARNING)
                .evidence("left", Words.evidence(interrupted.left()))
                .saw("Stopped after this statement, the step was refused when tried again (" + Words.answer(retry)
                        + "), and so was its way back (" + Words.answer(down) + ").")
                .means("A lost connection or a timeout in the middle leaves a state that neither way accepts;"
                        + " somebody has to clean up by hand.")
                .instead(
                        "Let the tool run the step in one transaction, or write both ways so that they take what is done"
                                + " already (IF NOT EXISTS, IF EXISTS).");
    }

    private static Finding finding(StepFacts facts, Refused refused) {
        Failure failure = refused.failure();
        return Finding.of(CARD, failure.at())
                .object(Words.foremost(refused.left(), facts.step()))
                .evidence("left", Words.evidence(refused.left()))
                .saw("The statement was refused (" + failure.sqlState()
                        + "), and what the step had done until then stays: "
                        + Words.list(
                                refused.left().added().stream().map(Words::name).toList()) + ".")
                .means("Neither the step nor its way back runs from there; somebody has to clean up by hand.")
                .instead("Let the tool run the step in one transaction, or cut it so that each step is one statement.");
    }
}
