package dev.lockkeeper.rule.environment;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Works;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports a statement that locks very many partitions of one table against writes. */
public final class PartitionFanout implements Rule {

    /** The server's table of locks has room for 64 a transaction by default. */
    private static final int MANY = 50;

    private static final RuleCard CARD = new RuleCard(
            "partition-fanout",
            Category.ENVIRONMENT,
            Severity.WARNING,
            "Locks very many partitions at once",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Works.traces(facts)
                .flatMap(trace -> partitions(facts, trace).entrySet().stream()
                        .filter(parent -> parent.getValue() > MANY)
                        .map(parent -> finding(trace, parent.getKey(), parent.getValue())))
                .toList();
    }

    /** How many partitions of each table the statement locked against writes. */
    private static Map<String, Long> partitions(StepFacts facts, StatementTrace trace) {
        return trace.held().stream()
                .filter(lock -> lock.mode().blocksWrites())
                .map(Lock::relation)
                .filter(table -> facts.before().hasTable(table)
                        && !Works.whole(facts, table).equals(table))
                .collect(
                        Collectors.groupingBy(table -> Works.whole(facts, table), TreeMap::new, Collectors.counting()));
    }

    private static Finding finding(StatementTrace trace, String parent, long partitions) {
        return Finding.of(CARD, trace.statement().at())
                .object(parent)
                .evidence("partitions", partitions)
                .saw("The statement locked " + partitions + " partitions of " + parent + " against writes.")
                .means(
                        "It has to win every one of these locks before it is done, and holds those it has meanwhile; where the"
                                + " server's table of locks is full the step, or a query beside it, is refused with 53200.")
                .instead("Do it partition by partition in transactions of their own, and last on " + parent
                        + " itself; see max_locks_per_transaction.");
    }
}
