package dev.lockkeeper.rule.rewrite;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact.TableSize;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace.RowsTouched;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Backfill;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports a big table most of whose rows a step wrote without telling the planner. */
public final class AnalyzeMissingAfterBackfill implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "analyze-missing-after-backfill",
            Category.REWRITE,
            Severity.NOTE,
            "Writes most of a big table and leaves the planner with what it knew before",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, Backfill> first = new LinkedHashMap<>();
        Backfill.of(facts).stream()
                .filter(backfill -> mostOfBig(facts, backfill) && !analyzed(facts, backfill))
                .forEach(backfill -> first.putIfAbsent(backfill.table(), backfill));
        return first.values().stream().map(AnalyzeMissingAfterBackfill::finding).toList();
    }

    /** Rows that were only deleted leave the others as they were. */
    private static boolean mostOfBig(StepFacts facts, Backfill backfill) {
        long rows = Weight.known(facts, backfill.table()).map(TableSize::rows).orElse(0L);
        boolean big = rows > 0 && rows >= facts.budgets().tableRows();
        return big && (written(backfill) * 2 > rows || backfill.unbounded() && written(backfill) > 0);
    }

    private static long written(Backfill backfill) {
        return backfill.trace().touched().stream()
                .filter(rows -> rows.table().equals(backfill.table()))
                .mapToLong(AnalyzeMissingAfterBackfill::writtenOf)
                .sum();
    }

    private static long writtenOf(RowsTouched rows) {
        return rows.inserted() + rows.updated();
    }

    private static boolean analyzed(StepFacts facts, Backfill backfill) {
        return facts.up().statements().stream()
                .filter(statement ->
                        statement.at().compareTo(backfill.trace().statement().at()) >= 0)
                .map(SqlWords::of)
                .anyMatch(words -> words.has("analyze")
                        && (words.names(backfill.table())
                                || words.starts("(vacuum )?analyze( verbose)?$")
                                || words.isBlock()));
    }

    private static Finding finding(Backfill backfill) {
        String table = backfill.table();
        return Finding.of(CARD, backfill.trace().statement().at())
                .object(table)
                .evidence("rows", written(backfill))
                .saw("The step writes most of " + table + ", a big table, and runs no ANALYZE of it afterwards.")
                .means("Until autovacuum has been there, queries are planned by the values that stood there before.")
                .instead("ANALYZE " + table + "; after it, or in a step that follows.");
    }
}
