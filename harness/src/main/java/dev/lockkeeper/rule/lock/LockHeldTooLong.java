package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.TargetFact.Cost;
import dev.lockkeeper.rule.Rule;
import java.util.List;

/** Reports work under a lock that takes too long at the size a table has on the live database. */
public final class LockHeldTooLong implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "lock-held-too-long",
            Category.LOCK,
            Severity.ERROR,
            "A lock is held longer than the budget",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return facts.all(Cost.class).stream()
                .filter(cost -> cost.lock() != null
                        && cost.lock().blocksWrites()
                        && cost.high() > facts.budgets().lockSeconds())
                .map(cost -> finding(facts, cost))
                .toList();
    }

    private static Finding finding(StepFacts facts, Cost cost) {
        boolean sure = cost.low() > facts.budgets().lockSeconds();
        String lock = String.valueOf(cost.lock());
        return Finding.of(CARD, cost.at())
                .object(cost.table())
                .severity(sure ? Severity.ERROR : Severity.WARNING)
                .evidence("rows", cost.rows())
                .evidence("bytes", cost.bytes())
                .evidence("secondsLow", cost.low())
                .evidence("secondsHigh", cost.high())
                .saw("A " + cost.work() + " of " + cost.table()
                        + " at the size it has on the live database takes longer"
                        + (sure ? "" : ", at worst,") + " than the budget of "
                        + facts.budgets().lockSeconds()
                        + " seconds, under " + lock.replace('_', ' ') + ".")
                .means("Meanwhile "
                        + (cost.lock() == LockMode.ACCESS_EXCLUSIVE ? "every read and every write" : "every write")
                        + " of " + cost.table() + " waits.")
                .instead(
                        "Take the work out of the lock: NOT VALID and VALIDATE later, CREATE INDEX CONCURRENTLY, or a new"
                                + " column that is filled in batches.");
    }
}
