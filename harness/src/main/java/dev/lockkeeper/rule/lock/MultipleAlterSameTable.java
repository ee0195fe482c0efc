package dev.lockkeeper.rule.lock;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Hazard;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.SqlWords;
import dev.lockkeeper.rule.Weight;
import dev.lockkeeper.rule.Words;
import dev.lockkeeper.rule.Work;
import dev.lockkeeper.rule.Works;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports several ALTER TABLE of one table that each went through all of its rows, where one would have done it once. */
public final class MultipleAlterSameTable implements Rule {

    private static final RuleCard CARD = new RuleCard(
            "multiple-alter-same-table",
            Category.LOCK,
            Severity.WARNING,
            "Goes through all rows of a table several times where once would do",
            FoundBy.SERVER);

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        Map<String, List<StatementTrace>> open = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (StatementTrace trace : Works.traces(facts).toList()) {
            SqlWords words = SqlWords.of(trace.statement());
            if (words.writesRows() || words.isBlock()) {
                findings.addAll(close(facts, open));
                continue;
            }
            if (words.starts("alter table")) {
                passes(facts, trace, words).forEach(table -> open.computeIfAbsent(table, any -> new ArrayList<>())
                        .add(trace));
            }
        }
        findings.addAll(close(facts, open));
        return findings;
    }

    /** What a row is written in between may be what the later one needs. */
    private static List<Finding> close(StepFacts facts, Map<String, List<StatementTrace>> open) {
        List<Finding> findings = open.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1 && !toldAsTypes(facts, entry.getKey(), entry.getValue()))
                .map(entry -> finding(facts, entry.getKey(), entry.getValue()))
                .toList();
        open.clear();
        return findings;
    }

    /** The tables it named and went through itself: a foreign key or an index is checked or built by itself all the same. */
    private static List<String> passes(StepFacts facts, StatementTrace trace, SqlWords words) {
        List<String> tables = new ArrayList<>(trace.rewrote());
        trace.scanned().stream()
                .filter(table -> !tables.contains(table) && verified(trace, table))
                .forEach(tables::add);
        tables.removeIf(table -> !Works.stood(facts, table) || !words.names(table) || knownEmpty(facts, table));
        tables.removeIf(table -> words.has("set (un)?logged|set tablespace|set access method|validate constraint"));
        return tables;
    }

    private static boolean verified(StatementTrace trace, String table) {
        String said = "verifying table \"" + SqlWords.lastName(table).replace("\"", "") + "\"";
        return trace.notices().stream().anyMatch(notice -> notice.text().equals(said));
    }

    private static boolean knownEmpty(StepFacts facts, String table) {
        return Weight.known(facts, table).filter(size -> size.rows() == 0).isPresent();
    }

    /** New types of several columns are told by a rule of their own, which says the same. */
    private static boolean toldAsTypes(StepFacts facts, String table, List<StatementTrace> traces) {
        List<Work> works = Works.of(facts).stream()
                .filter(work -> work.table().equals(table) && traces.contains(work.trace()))
                .toList();
        return !works.isEmpty() && works.stream().allMatch(work -> work.hazard() == Hazard.TYPE_CHANGE);
    }

    private static Finding finding(StepFacts facts, String table, List<StatementTrace> traces) {
        List<String> said = traces.stream()
                .map(StatementTrace::statement)
                .map(Statement::excerpt)
                .toList();
        boolean little = Weight.ofWork(facts, table) == Severity.NOTE;
        return Finding.of(CARD, traces.get(1).statement().at())
                .object(table)
                .severity(little ? Severity.NOTE : Severity.WARNING)
                .evidence("statements", said)
                .saw(traces.size() + " statements each go through all rows of " + table + ": " + Words.list(said) + ".")
                .means(
                        "One ALTER TABLE with all of these changes goes through them once, and its lock is held so much shorter.")
                .instead("ALTER TABLE " + table + " …, …; with the changes of all of them, separated by commas.");
    }
}
