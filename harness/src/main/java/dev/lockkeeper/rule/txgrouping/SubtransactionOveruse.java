package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Works;
import java.util.ArrayList;
import java.util.List;

/** Reports a step that opens more subtransactions in one transaction than the server keeps at hand. */
public final class SubtransactionOveruse implements Rule {

    /** So many the server keeps at hand for each session; from then on others look them up on disk. */
    private static final int AT_HAND = 64;

    private static final RuleCard CARD = new RuleCard(
            "subtransaction-overuse",
            Category.TX_GROUPING,
            Severity.NOTE,
            "Opens very many subtransactions in one transaction",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        List<Finding> findings = new ArrayList<>();
        List<Statement> savepoints = facts.up().statements().stream()
                .filter(statement -> SqlWords.of(statement).starts("savepoint"))
                .toList();
        if (savepoints.size() > AT_HAND) {
            findings.add(finding(
                    facts,
                    savepoints.get(0).at(),
                    "The step sets " + savepoints.size() + " savepoints in a transaction."));
        }
        Works.traces(facts)
                .filter(trace -> catchesInLoop(trace.statement()) && written(trace) > AT_HAND)
                .forEach(trace -> findings.add(finding(
                        facts,
                        trace.statement().at(),
                        "The block catches exceptions inside a loop, and wrote " + written(trace) + " rows by it.")));
        return findings;
    }

    private static boolean catchesInLoop(Statement statement) {
        SqlWords words = SqlWords.of(statement);
        return words.starts("do") && words.has("loop … begin … exception when … end loop") && !words.has("commit");
    }

    private static long written(StatementTrace trace) {
        return trace.touched().stream()
                .mapToLong(rows -> rows.inserted() + rows.updated() + rows.deleted())
                .sum();
    }

    private static Finding finding(StepFacts facts, SourceSpan at, String saw) {
        return Finding.of(CARD, at)
                .object(facts.step().version())
                .saw(saw)
                .means(
                        "Each savepoint and each block with EXCEPTION is a subtransaction with an id of its own; behind the"
                                + " 64th every other session, on replicas too, looks up on disk what this transaction wrote.")
                .instead(
                        "Write the rows by one statement (ON CONFLICT, a WHERE that leaves out what would fail), or commit"
                                + " in batches.");
    }
}
