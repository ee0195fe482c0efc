package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.OwnTransaction;
import dev.lockkeeper.model.Fact.Phase;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Reports BEGIN without COMMIT in a file that has no other transaction around it. */
public final class UncommittedTransaction implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "uncommitted-transaction",
            Category.TX_GROUPING,
            Severity.ERROR,
            "Begins a transaction and never commits it",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<OwnTransaction> own = facts.all(OwnTransaction.class).stream()
                .filter(one -> one.phase() == Phase.UP)
                .toList();
        boolean open = !own.isEmpty() && begins(own.get(own.size() - 1));
        if (!open || facts.up().grouping() == Grouping.TRANSACTION) {
            return List.of();
        }
        OwnTransaction last = own.get(own.size() - 1);
        return List.of(Finding.of(CARD, last.at())
                .object(facts.step().version())
                .evidence("statement", last.statement())
                .saw("\"" + last.statement() + "\" has no COMMIT.")
                .means(
                        "Whether anything of it stays depends on what the tool happens to send next: it may be rolled back when"
                                + " the tool hangs up, and the step is recorded all the same.")
                .instead("Add COMMIT; at the end, or leave the transaction to the tool."));
    }

    private static boolean begins(OwnTransaction own) {
        return Pattern.compile("(?i)^(begin|start)\\b").matcher(own.statement()).find();
    }
}
