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
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import java.util.List;

/** Reports one statement that writes most of a table in use. */
public final class UnbatchedBackfill implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "unbatched-backfill",
            Category.REWRITE,
            Severity.WARNING,
            "Writes many rows of a table in one statement",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** More rows than this in one transaction are felt by vacuum, replicas and everybody who wants one of them. */
    private static final long MANY = 10_000;

    @Override
    public List<Finding> check(StepFacts facts) {
        return Backfill.of(facts).stream()
                .filter(backfill ->
                        backfill.lockBefore().filter(LockMode::blocksWrites).isEmpty())
                .filter(backfill -> matters(facts, backfill))
                .map(backfill -> finding(facts, backfill))
                .toList();
    }

    private static boolean matters(StepFacts facts, Backfill backfill) {
        return Weight.known(facts, backfill.table()).isPresent()
                ? backfill.rows() >= MANY
                : backfill.unbounded()
                        && SqlWords.of(backfill.trace().statement()).has("update|delete");
    }

    private static Finding finding(StepFacts facts, Backfill backfill) {
        String table = backfill.table();
        return Finding.of(CARD, backfill.trace().statement().at())
                .object(table)
                .severity(Weight.ofWork(facts, table))
                .evidence("rows", backfill.rows())
                .saw("One statement writes " + (backfill.unbounded() ? "every row of " : "a great part of ") + table
                        + ".")
                .means(
                        "Its row locks last until the transaction ends, replicas fall behind, and every old row stays until"
                                + " vacuum has been there.")
                .instead("Write in batches by key, each in a transaction of its own: "
                        + (SqlWords.of(backfill.trace().statement()).starts("delete")
                                ? "DELETE FROM " + table + " WHERE id BETWEEN … AND …;"
                                : "UPDATE " + table + " SET … WHERE id BETWEEN … AND … AND … IS NULL;"));
    }
}
