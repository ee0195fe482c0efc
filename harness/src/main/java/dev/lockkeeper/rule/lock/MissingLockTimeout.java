package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StatementTrace.Lock;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.Works;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reports the tables on which a step waits for an ACCESS EXCLUSIVE lock without a bound, all in one finding. */
public final class MissingLockTimeout implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "missing-lock-timeout",
            Category.LOCK,
            Severity.WARNING,
            "Waits for an exclusive lock without a bound",
            FoundBy.SERVER);

    private static final int TOLD_OFTEN_ENOUGH = 3;

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Set<String> toldElsewhere = Works.of(facts).stream().map(Work::table).collect(Collectors.toSet());
        Map<String, StatementTrace> waits = new TreeMap<>();
        Works.traces(facts).filter(trace -> trace.lockTimeout() == 0).forEach(trace -> trace.held().stream()
                .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
                .map(Lock::relation)
                .filter(table -> inUse(facts, trace, table) && !toldElsewhere.contains(table))
                .forEach(table -> waits.putIfAbsent(table, trace)));
        if (byHabit(facts)) {
            waits.keySet().removeIf(table -> !isBig(facts, table));
        }
        return waits.isEmpty() ? List.of() : List.of(finding(facts, waits));
    }

    /** A table that the step drops is one that nobody uses any more. */
    private static boolean inUse(StepFacts facts, StatementTrace trace, String table) {
        boolean drops = SqlWords.of(trace.statement()).has("drop (table|schema|materialized view)");
        return Works.stood(facts, table) && (facts.after().hasTable(table) || !drops);
    }

    private static Finding finding(StepFacts facts, Map<String, StatementTrace> waits) {
        StatementTrace first = waits.values().stream()
                .min(Comparator.comparingInt(StatementTrace::index))
                .orElseThrow();
        Set<String> tables = new TreeSet<>(waits.keySet());
        String named = Words.list(List.copyOf(tables));
        Severity severity = tables.stream()
                .map(table -> Weight.ofMoment(facts, table))
                .max(Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        String only = tables.iterator().next();
        return Finding.of(CARD, first.statement().at())
                .object(only)
                .severity(severity)
                .evidence("tables", List.copyOf(tables))
                .saw("The step takes ACCESS EXCLUSIVE on " + named + ", and no lock_timeout bounds its wait.")
                .means("Behind one long reader it waits, and every later read and write of "
                        + (tables.size() == 1 ? only : "these tables") + " waits behind it.")
                .instead("Begin the step with " + setting(facts) + " and let the deploy try again.");
    }

    private static boolean isBig(StepFacts facts, String table) {
        return Weight.known(facts, table)
                .filter(size -> size.rows() >= facts.budgets().tableRows())
                .isPresent();
    }

    /** A chain that has never bounded its waits has been told so; at each step again it would bury the rest. */
    private static boolean byHabit(StepFacts facts) {
        return facts.earlier().stream().filter(MissingLockTimeout::waits).count() >= TOLD_OFTEN_ENOUGH;
    }

    private static boolean waits(StepFacts step) {
        return Works.traces(step)
                .filter(trace -> trace.lockTimeout() == 0)
                .flatMap(trace -> trace.held().stream())
                .anyMatch(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE && Works.stood(step, lock.relation()));
    }

    private static String setting(StepFacts facts) {
        return facts.up().grouping() == Grouping.AUTOCOMMIT
                ? "SET lock_timeout = '3s';"
                : "SET LOCAL lock_timeout = '3s';";
    }
}
