package dev.lockkeeper.rule.history;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Pointer;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.ArrayList;
import java.util.List;

/** Reports a chain whose second replay, in another session, was refused or ended elsewhere. */
public final class NondeterministicChain implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "nondeterministic-chain",
            Category.HISTORY,
            Severity.WARNING,
            "Two replays of the chain end differently",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.all(Fact.ReplayDiffers.class)
                .forEach(
                        differs -> findings.add(
                                Finding.of(CARD, Pointer.up(facts))
                                        .object(Words.foremost(differs.diff(), facts.step()))
                                        .evidence("difference", Words.evidence(differs.diff()))
                                        .saw("A second replay from empty (" + differs.setting()
                                                + ") ended in another schema: " + Words.difference(differs.diff())
                                                + ".")
                                        .means(
                                                "What a new database looks like depends on when, or by whom, it is made.")
                                        .instead(
                                                "Write what is meant: fixed names instead of random ones, explicit zones and date formats.")));
        facts.all(Fact.Refused.class).stream()
                .filter(refused -> refused.phase() == Fact.Phase.REPLAY)
                .forEach(refused -> findings.add(Finding.of(
                                CARD, refused.failure().at())
                        .object(facts.step().version())
                        .evidence("statement", refused.failure().excerpt())
                        .saw("A second replay from empty in another session was refused: "
                                + Words.answer(refused.failure()) + ".")
                        .means("Whether the chain applies depends on the session of whoever runs it.")
                        .instead("Name the schema, the zone or the date format that the statement relies on.")));
        return findings;
    }
}
