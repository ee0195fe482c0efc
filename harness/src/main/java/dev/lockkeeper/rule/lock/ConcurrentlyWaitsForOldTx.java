package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.OlderTransactions;
import dev.lockkeeper.model.TargetFact.Open;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Words;
import java.util.List;

/** Reports a statement that works CONCURRENTLY while the live database has transactions open that it would wait for. */
public final class ConcurrentlyWaitsForOldTx implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "concurrently-waits-for-old-tx",
            Category.LOCK,
            Severity.WARNING,
            "CONCURRENTLY will wait for a transaction that is open now",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(OlderTransactions.class).stream()
                .map(ConcurrentlyWaitsForOldTx::finding)
                .toList();
    }

    private static Finding finding(OlderTransactions older) {
        List<String> named = older.waitsFor().stream()
                .map(one -> one.who() + " (" + one.state() + ", " + one.why() + ")")
                .distinct()
                .toList();
        boolean several = named.size() > 1;
        return Finding.of(CARD, older.at())
                .object(older.table())
                .evidence(
                        "seconds", older.waitsFor().stream().map(Open::seconds).toList())
                .saw("On the live database " + (several ? "transactions are" : "a transaction is") + " open that \""
                        + older.statement() + "\" would wait for: " + Words.list(named) + ".")
                .means("It does not end before " + (several ? "they do" : "that one does")
                        + "; stopped by a timeout it leaves its work half done: an index that is invalid, a partition"
                        + " between attached and detached.")
                .instead("Wait until " + (several ? "they end" : "it ends")
                        + ", or end it: SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE …; or ROLLBACK"
                        + " PREPARED; then deploy.");
    }
}
