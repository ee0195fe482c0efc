package dev.lockkeeper.rule.txgrouping;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;

/** Reports a file that gives up its transaction for one statement and changes other things beside it. */
public final class MixedTxAndNonTx implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "mixed-tx-and-non-tx",
            Category.TX_GROUPING,
            Severity.WARNING,
            "Half of the file could be in a transaction and is not",
            FoundBy.TEXT);

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final String NEEDS_NONE =
            "concurrently|vacuum|alter system|(create|drop) (database|tablespace|subscription)";
    private static final String WRITES = "insert|update|delete|merge|truncate|copy|drop|alter";

    @Override
    public List<Finding> check(StepFacts facts) {
        if (facts.up().grouping() != Grouping.AUTOCOMMIT
                || !new NotIdempotent().check(facts).isEmpty()) {
            return List.of();
        }
        List<Statement> statements = facts.up().statements();
        boolean some =
                statements.stream().anyMatch(statement -> SqlWords.of(statement).has(NEEDS_NONE));
        boolean own =
                statements.stream().anyMatch(statement -> SqlWords.of(statement).starts("begin|start transaction"));
        if (!some || own) {
            return List.of();
        }
        return statements.stream()
                .filter(statement -> SqlWords.of(statement).starts(WRITES)
                        && !SqlWords.of(statement).has(NEEDS_NONE + "|if exists|if not exists|on conflict"))
                .findFirst()
                .map(statement -> Finding.of(CARD, statement.at())
                        .object(facts.step().version())
                        .evidence("statement", statement.excerpt())
                        .saw("The file runs without a transaction for the sake of one statement, and \""
                                + statement.excerpt() + "\" stands beside it.")
                        .means(
                                "If the file stops half way, some of it is committed and some is not, and the tool knows only"
                                        + " that it failed.")
                        .instead("Put the statement that cannot be in a transaction alone into a step of its own."))
                .stream()
                .toList();
    }
}
