package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Works;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reports a transaction that gathers exclusive locks on many tables in use. */
public final class ManyTablesLockedInOneTx implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "many-tables-locked-in-one-tx",
            Category.LOCK,
            Severity.WARNING,
            "Locks many tables in one transaction",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** From here on a deadlock with the application, which takes its locks in another order, is no longer bad luck. */
    private static final int MANY = 5;

    @Override
    public List<Finding> check(StepFacts facts) {
        for (StatementTrace trace : Works.traces(facts).toList()) {
            List<String> locked = Stream.concat(trace.held().stream(), trace.alreadyHeld().stream())
                    .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
                    .map(lock -> lock.relation())
                    .filter(table -> Works.stood(facts, table) && facts.after().hasTable(table))
                    .map(table -> Works.whole(facts, table))
                    .distinct()
                    .sorted()
                    .toList();
            if (locked.size() >= MANY) {
                return List.of(finding(facts, trace, all(facts)));
            }
        }
        return List.of();
    }

    private static List<String> all(StepFacts facts) {
        return Works.traces(facts)
                .flatMap(trace -> trace.held().stream())
                .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
                .map(lock -> lock.relation())
                .filter(table -> Works.stood(facts, table) && facts.after().hasTable(table))
                .map(table -> Works.whole(facts, table))
                .distinct()
                .sorted()
                .toList();
    }

    private static Finding finding(StepFacts facts, StatementTrace trace, List<String> tables) {
        Severity severity = tables.stream()
                .map(table -> Weight.ofMoment(facts, table))
                .max(Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        return Finding.of(CARD, trace.statement().at())
                .object(tables.get(0))
                .severity(severity)
                .evidence("tables", tables)
                .saw("By this statement the transaction holds ACCESS EXCLUSIVE on " + MANY + " tables or more: "
                        + Words.list(tables) + ".")
                .means(
                        "Each stays locked until the last is done, and the application, which takes them in another order,"
                                + " may end in a deadlock with the step.")
                .instead(
                        "Cut the step so that each transaction locks one table, in the order the application uses them.");
    }
}
