package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.OpenTransaction;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports transactions that are open on the live database now and that a pending step would wait for. */
public final class OpenTransactionInTheWay implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "open-transaction-in-the-way",
            Category.LOCK,
            Severity.WARNING,
            "Somebody holds what a step needs",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(OpenTransaction.class).stream()
                .map(open -> Finding.of(CARD, facts.at())
                        .object(open.who())
                        .evidence("seconds", open.seconds())
                        .saw("On the live database a transaction of " + open.who() + " is open ("
                                + open.state() + ")"
                                + (open.tables().isEmpty()
                                        ? " for long."
                                        : " and holds " + String.join(", ", open.tables()) + "."))
                        .means("A step that wants a lock there waits for it, and everybody else behind the step.")
                        .instead("Wait until it ends, or end it; set lock_timeout, so that the step gives up instead of"
                                + " queueing."))
                .toList();
    }
}
