package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.LockMode;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Follows pending steps from the state a live database is in, statement by statement, and asks at each constraint which of
 * the rows that will be there would break it. What cannot be followed is said, never passed over.
 */
public final class Foresight {

    private final CatalogSnapshot target;
    private final int major;
    private Map<String, ForeseenTable> tables = new HashMap<>();

    /**
     * @param target the schema of the live database
     * @param major the major version of its server
     */
    public Foresight(CatalogSnapshot target, int major) {
        this.target = target;
        this.major = major;
        for (ObjectKind kind : List.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)) {
            target.all(kind)
                    .forEach(table ->
                            tables.put(table.id().name(), standing(table.id().name())));
        }
    }

    /**
     * What one step asks of the rows.
     *
     * @param unclear what could not be asked, and why
     */
    public record Foreseen(List<RowQuestion> questions, List<String> unclear) {

        public Foreseen {
            questions = List.copyOf(questions);
            unclear = List.copyOf(unclear);
        }
    }

    /** The questions of the next step; steps have to come in their order. */
    public Foreseen next(StepFacts facts) {
        List<Map<String, ForeseenTable>> states = new ArrayList<>();
        List<Map<String, ForeseenTable>> before = new ArrayList<>();
        List<Statement> statements = facts.up().statements();
        List<Set<String>> written = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            before.add(tables);
            tables = new HashMap<>(tables);
            Optional<StatementTrace> trace = trace(facts, i);
            Set<String> known = new StatementForesight(tables, facts.after(), facts.before(), this::substituted)
                    .follow(
                            statements.get(i).sql(),
                            trace.map(Foresight::writtenTo).orElseGet(TreeSet::new));
            written.add(known);
            states.add(tables);
        }
        return new StepQuestions(facts, before, states, written, major).all();
    }

    private ForeseenTable standing(String table) {
        Map<String, String> columns = new LinkedHashMap<>();
        target.of(table, ObjectKind.COLUMN)
                .sorted(java.util.Comparator.comparingInt(column -> Integer.parseInt(
                        Optional.ofNullable(column.trait(Trait.POSITION)).orElse("0"))))
                .forEach(column -> columns.put(
                        ownName(column),
                        Optional.ofNullable(column.trait(Trait.TYPE)).orElse("text")));
        Optional<String> key = target.of(table, ObjectKind.CONSTRAINT)
                .filter(constraint -> "p".equals(constraint.trait(Trait.CONSTRAINT_TYPE)))
                .findFirst()
                .map(constraint -> key(String.valueOf(constraint.trait(Trait.COLUMNS))));
        return ForeseenTable.standing(table, columns, key.orElse("ctid::text"));
    }

    private static String key(String columns) {
        List<String> parts = new ArrayList<>();
        for (String column : new SqlClauses("(" + columns + ")").listInBrackets(0)) {
            parts.add("'" + column.replace("'", "''").replace("\"", "") + "=' || " + column + "::text");
        }
        return "(" + String.join(" || ', ' || ", parts) + ")";
    }

    /** The plain name of a column, without its table and quotes. */
    static String ownName(CatalogObject object) {
        List<SqlWords.Word> words = SqlWords.of(object.id().name());
        return words.get(words.size() - 1).text();
    }

    private static Optional<StatementTrace> trace(StepFacts facts, int index) {
        return facts.all(StatementTrace.class).stream()
                .filter(trace -> trace.direction() == Direction.UP && trace.index() == index)
                .findFirst();
    }

    /** Tables whose rows the statement may have changed. */
    private static Set<String> writtenTo(StatementTrace trace) {
        Set<String> tables = new TreeSet<>();
        trace.touched().forEach(rows -> tables.add(rows.table()));
        trace.held().stream()
                .filter(lock -> lock.mode().compareTo(LockMode.ROW_EXCLUSIVE) >= 0)
                .forEach(lock -> tables.add(lock.relation()));
        return tables;
    }

    /** A piece of SQL with what the tables it reads will hold in the place of those that have changed by then. */
    private String substituted(String sql, Map<String, ForeseenTable> now, CatalogSnapshot schema) {
        List<SqlWords.Word> words = SqlWords.of(sql);
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (int i = 0; i + 1 < words.size(); i++) {
            if (!words.get(i).is("from") && !words.get(i).is("join")) {
                continue;
            }
            int begin = i + 1;
            int end = begin + 1;
            while (end + 1 < words.size() && words.get(end).is(".")) {
                end += 2;
            }
            if (!words.get(begin).name()
                    || (end < words.size() && words.get(end).is("("))) {
                continue;
            }
            String name =
                    sql.substring(words.get(begin).from(), words.get(end - 1).to());
            ForeseenTable table =
                    TableNames.find(name, now.keySet()).map(now::get).orElse(null);
            if (table == null || !table.changed() || table.unknown() != null) {
                continue;
            }
            boolean called = end < words.size()
                    && (words.get(end).is("as") || (words.get(end).name() && !isClause(words.get(end))));
            text.append(sql, done, words.get(begin).from())
                    .append(table.rows())
                    .append(
                            called
                                    ? ""
                                    : " AS "
                                            + SqlText.identifier(
                                                    words.get(end - 1).text()));
            done = words.get(end - 1).to();
        }
        return text.append(sql.substring(done)).toString();
    }

    private static boolean isClause(SqlWords.Word word) {
        return Set.of(
                        "where",
                        "join",
                        "left",
                        "right",
                        "inner",
                        "outer",
                        "full",
                        "cross",
                        "natural",
                        "on",
                        "group",
                        "order",
                        "having",
                        "limit",
                        "offset",
                        "union",
                        "except",
                        "intersect",
                        "using",
                        "for",
                        "fetch",
                        "window",
                        "returning",
                        "tablesample",
                        "lateral")
                .contains(word.text());
    }

    /** Puts what tables will hold into a piece of SQL. */
    interface Substitution {
        String in(String sql, Map<String, ForeseenTable> now, CatalogSnapshot schema);
    }

    static UnaryOperator<String> same() {
        return text -> text;
    }
}
