package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Backfill;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Weight;
import java.util.List;

/** Reports rows filled while the schema change before them still keeps writers of the table waiting. */
public final class DdlPlusBackfillSameTx implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "ddl-plus-backfill-same-tx",
            Category.REWRITE,
            Severity.WARNING,
            "Fills rows in the transaction that changed the table",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Backfill.of(facts).stream()
                .filter(backfill -> backfill.mayTakeLong(facts))
                .filter(backfill -> backfill.lockBefore()
                        .filter(lock -> lock.blocksWrites() && !lock.blocksReads())
                        .isPresent())
                .map(backfill -> finding(facts, backfill))
                .toList();
    }

    private static Finding finding(StepFacts facts, Backfill backfill) {
        String table = backfill.table();
        String lock = backfill.lockBefore().map(LockMode::words).orElse("");
        return Finding.of(CARD, backfill.trace().statement().at())
                .object(table)
                .severity(Weight.ofWork(facts, table))
                .evidence("rows", backfill.rows())
                .saw("Rows of " + table + " are filled while the " + lock
                        + " lock of the schema change before is held.")
                .means("Every write of " + table
                        + " by others waits until the last row is written and the transaction has" + " ended.")
                .instead("End the step after the schema change, and fill " + table + " in batches in a later one.");
    }
}
