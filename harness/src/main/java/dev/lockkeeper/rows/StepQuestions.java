package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.CatalogDiff;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rows.Foresight.Foreseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The questions of one step: for each constraint it adds, and for each standing one under rows that it writes. */
final class StepQuestions {

    /** What the question is called that reads every new value. */
    static final String COMPUTED = "the values that it computes";

    private static final int FEW = 5;

    private final StepFacts facts;
    private final List<Map<String, ForeseenTable>> before;
    private final List<Map<String, ForeseenTable>> after;
    private final List<Set<String>> written;
    private final int major;
    private final Map<String, RowQuestion> questions = new LinkedHashMap<>();
    private final Set<String> unclear = new TreeSet<>();

    StepQuestions(
            StepFacts facts,
            List<Map<String, ForeseenTable>> before,
            List<Map<String, ForeseenTable>> after,
            List<Set<String>> written,
            int major) {
        this.facts = facts;
        this.before = before;
        this.after = after;
        this.written = written;
        this.major = major;
    }

    Foreseen all() {
        if (facts.up().isEmpty()) {
            return new Foreseen(List.of(), List.of());
        }
        CatalogDiff change = facts.change();
        Stream<CatalogObject> changed =
                change.changed().stream().filter(StepQuestions::asksMore).map(CatalogDiff.Change::after);
        Stream.concat(change.added().stream(), changed).forEach(this::added);
        for (int i = 0; i < facts.up().statements().size(); i++) {
            int at = i;
            written.get(i).forEach(table -> standing(table, at));
            retyped(i);
            attached(i);
        }
        return new Foreseen(List.copyOf(questions.values()), List.copyOf(unclear));
    }

    // ---- which constraints

    private static boolean asksMore(CatalogDiff.Change change) {
        CatalogObject before = change.before();
        return change.id().kind() == ObjectKind.COLUMN
                ? !before.is(Trait.NOT_NULL)
                : !before.traits().equals(change.after().traits());
    }

    private void added(CatalogObject object) {
        String table = object.table();
        if (object.id().kind() == ObjectKind.DOMAIN || (object.id().kind() == ObjectKind.CONSTRAINT && table == null)) {
            domain(object);
        }
        if (table == null || !facts.after().hasTable(table)) {
            return;
        }
        int at = madeBy(object, table);
        ask(object, table, at, true);
    }

    /** Constraints that stood before the step, when it writes rows under them. */
    private void standing(String table, int at) {
        facts.before().of(table).forEach(object -> ask(object, table, at, false));
        facts.change().added().stream()
                .filter(object -> table.equals(object.table()) && madeBy(object, table) < at)
                .forEach(object -> ask(object, table, at, false));
        facts.before()
                .all(ObjectKind.CONSTRAINT)
                .filter(object -> table.equals(object.trait(Trait.REFERENCED_TABLE))
                        && Set.of("no action", "restrict").contains(String.valueOf(object.trait(Trait.ON_DELETE)))
                        && object.table() != null
                        && !table.equals(object.table()))
                .forEach(object -> ask(object, String.valueOf(object.table()), at, true));
    }

    private void ask(CatalogObject object, String table, int at, boolean isNew) {
        ForeseenTable rows = after.get(at).get(table);
        if (rows == null || (!rows.changed() && !isNew)) {
            return;
        }
        Optional<Test> test = test(object, rows, at);
        if (test.isEmpty()) {
            return;
        }
        boolean emptySoFar =
                rows.rows().endsWith("WHERE false)") && !rows.rows().contains("UNION ALL");
        if (emptySoFar && rows.unknown() == null) {
            return;
        }
        if (rows.unknown() != null) {
            unclear.add("whether rows of " + table + " break " + test.get().constraint() + ": " + rows.unknown());
            return;
        }
        put(test.get(), rows, at);
    }

    /** What rows break, and how to find those that do. */
    private record Test(
            String constraint, String question, String condition, @Nullable String group, String sqlState) {}

    private Optional<Test> test(CatalogObject object, ForeseenTable rows, int at) {
        return switch (object.id().kind()) {
            case COLUMN -> object.is(Trait.NOT_NULL) ? nulls(object, rows) : Optional.empty();
            case INDEX -> object.is(Trait.UNIQUE) ? duplicates(object) : Optional.empty();
            case CONSTRAINT -> constraint(object, rows, at);
            default -> Optional.empty();
        };
    }

    private static Optional<Test> nulls(CatalogObject column, ForeseenTable rows) {
        String name = Foresight.ownName(column);
        boolean counted = column.trait(Trait.IDENTITY) != null;
        return counted || !rows.columns().containsKey(name)
                ? Optional.empty()
                : Optional.of(new Test(
                        "NOT NULL of " + name,
                        "How many rows have no " + name + "?",
                        "lockkeeper." + SqlText.identifier(name) + " IS NULL",
                        null,
                        "23502"));
    }

    private static Optional<Test> duplicates(CatalogObject index) {
        List<String> keys = new SqlClauses("(" + index.trait(Trait.COLUMNS) + ")").listInBrackets(0);
        boolean nullsEqual = index.definition().contains("NULLS NOT DISTINCT");
        List<String> tests = new ArrayList<>();
        if (index.trait(Trait.PREDICATE) != null) {
            tests.add("(" + index.trait(Trait.PREDICATE) + ")");
        }
        if (!nullsEqual) {
            keys.forEach(key -> tests.add("(" + key + ") IS NOT NULL"));
        }
        String group = String.join(", ", keys);
        return Optional.of(new Test(
                "unique " + index.id().name(),
                "How many rows share their " + group + " with another?",
                tests.isEmpty() ? "true" : String.join(" AND ", tests),
                group,
                "23505"));
    }

    private Optional<Test> constraint(CatalogObject constraint, ForeseenTable rows, int at) {
        if (!constraint.is(Trait.VALIDATED) && !written.get(at).contains(rows.name())) {
            return Optional.empty();
        }
        return switch (String.valueOf(constraint.trait(Trait.CONSTRAINT_TYPE))) {
            case "c" ->
                Optional.of(new Test(
                        constraint.id().name(),
                        "How many rows of " + rows.name() + " break " + Foresight.ownName(constraint) + "?",
                        "NOT (" + constraint.trait(Trait.EXPRESSION) + ")",
                        null,
                        "23514"));
            case "f" -> orphans(constraint, at);
            case "x" -> overlaps(constraint, rows);
            default -> Optional.empty();
        };
    }

    private Optional<Test> orphans(CatalogObject constraint, int at) {
        String parentName = String.valueOf(constraint.trait(Trait.REFERENCED_TABLE));
        String full = TableNames.find(parentName, after.get(at).keySet()).orElse("");
        ForeseenTable parent = after.get(at).get(full);
        if (parent == null) {
            return Optional.empty();
        }
        if (parent.unknown() != null) {
            unclear.add(
                    "whether rows of " + constraint.table() + " have their " + parentName + ": " + parent.unknown());
            return Optional.empty();
        }
        List<String> columns = names(constraint.trait(Trait.COLUMNS));
        List<String> targets = names(constraint.trait(Trait.REFERENCED_COLUMNS));
        List<String> tests = new ArrayList<>();
        List<String> matches = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            tests.add("lockkeeper." + columns.get(i) + " IS NOT NULL");
            matches.add("lockkeeper_parent." + targets.get(i) + " = lockkeeper." + columns.get(i));
        }
        return Optional.of(new Test(
                constraint.id().name(),
                "How many rows of " + constraint.table() + " refer to no row of " + parentName + "?",
                String.join(" AND ", tests) + " AND NOT EXISTS (SELECT FROM " + parent.rows()
                        + " AS lockkeeper_parent WHERE " + String.join(" AND ", matches) + ")",
                null,
                "23503"));
    }

    private Optional<Test> overlaps(CatalogObject constraint, ForeseenTable rows) {
        SqlClauses definition = new SqlClauses(constraint.definition());
        int open = definition.findAt(0, definition.size(), 0, "(");
        if (open < 0 || !rows.hasKey()) {
            return Optional.empty();
        }
        List<String> tests = new ArrayList<>();
        for (String part : definition.listInBrackets(open)) {
            SqlClauses element = new SqlClauses(part);
            int with = element.find(0, "with");
            if (with < 0) {
                return Optional.empty();
            }
            String expression = element.slice(0, with);
            tests.add("(" + sided(expression, "lockkeeper", rows) + ") "
                    + element.slice(with + 1, element.size()) + " ("
                    + sided(expression, "lockkeeper_other", rows) + ")");
        }
        return Optional.of(new Test(
                constraint.id().name(),
                "How many rows of " + rows.name() + " exclude one another?",
                "EXISTS (SELECT FROM " + rows.keyed() + " AS lockkeeper_other WHERE lockkeeper_other."
                        + ForeseenTable.KEY + " <> lockkeeper." + ForeseenTable.KEY + " AND "
                        + String.join(" AND ", tests) + ")",
                null,
                "23P01"));
    }

    private static String sided(String expression, String side, ForeseenTable rows) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (SqlWords.Word word : SqlWords.of(expression)) {
            if (word.name() && rows.columns().containsKey(word.text())) {
                text.append(expression, done, word.from())
                        .append(side)
                        .append('.')
                        .append(SqlText.identifier(word.text()));
                done = word.to();
            }
        }
        return text.append(expression.substring(done)).toString();
    }

    private static List<String> names(@Nullable String list) {
        return list == null || list.isBlank() ? List.of() : new SqlClauses("(" + list + ")").listInBrackets(0);
    }

    private void put(Test test, ForeseenTable rows, int at) {
        String from = " FROM " + rows.keyed() + " AS lockkeeper WHERE " + test.condition();
        String count = test.group() == null
                ? "SELECT count(*)" + from
                : "SELECT coalesce(sum(lockkeeper_groups.rows), 0)::bigint FROM (SELECT count(*) AS rows" + from
                        + " GROUP BY " + test.group() + " HAVING count(*) > 1) lockkeeper_groups";
        String source = test.group() == null
                ? "(SELECT *" + from + ") AS lockkeeper_bad"
                : "(SELECT *, count(*) OVER (PARTITION BY " + test.group() + ") AS lockkeeper_same" + from
                        + ") AS lockkeeper_bad WHERE lockkeeper_same > 1";
        String keys =
                rows.hasKey() ? "SELECT " + ForeseenTable.KEY + " FROM " + source + " ORDER BY 1 LIMIT " + FEW : null;
        String values = "SELECT row_to_json(lockkeeper_bad)::text FROM " + source + " LIMIT " + FEW;
        put(new RowQuestion(
                span(at), rows.name(), test.constraint(), test.question(), count, keys, values, test.sqlState()));
    }

    private void put(RowQuestion question) {
        questions.putIfAbsent(
                question.table() + " " + question.constraint() + " " + question.at() + " " + question.sqlState(),
                question);
    }

    // ---- domains and partitions

    /** A rule for a domain holds at once for every column of that type. */
    private void domain(CatalogObject object) {
        facts.before()
                .all(ObjectKind.COLUMN)
                .filter(column -> column.table() != null
                        && object.id().name().startsWith(String.valueOf(column.trait(Trait.TYPE))))
                .forEach(column -> unclear.add("whether values of "
                        + column.id().name() + " fit " + object.id() + ", which the step changes"));
    }

    /** Rows of a table that becomes a partition have to lie inside its bounds, and in no other partition's. */
    private void attached(int index) {
        Statement statement = facts.up().statements().get(index);
        SqlClauses clauses = new SqlClauses(statement.sql());
        int at = clauses.find(0, "attach", "partition");
        if (!clauses.starts("alter", "table") || at < 0) {
            return;
        }
        String child = clauses.slice(at + 2, clauses.behindName(at + 2));
        Optional<String> known = TableNames.find(child, before.get(index).keySet());
        ForeseenTable rows = known.map(before.get(index)::get).orElse(null);
        if (rows == null || rows.isNewAndEmpty()) {
            return;
        }
        List<String> parts = SqlWords.of(rows.name()).stream()
                .filter(SqlWords.Word::name)
                .map(SqlWords.Word::text)
                .toList();
        Map<String, String> names =
                Map.of("schema", parts.get(0), "table", parts.get(parts.size() - 1), "constraint", "its bounds");
        Optional<Preflight> asked = rows.changed()
                ? Optional.empty()
                : Preflights.of(
                        new Failure(statement.at(), statement.excerpt(), "23514", "", null, null, names),
                        statement.sql(),
                        List.of(),
                        facts.before(),
                        major);
        if (asked.isEmpty()) {
            unclear.add("whether rows of " + rows.name() + " lie inside the bounds of the partition");
            return;
        }
        put(new RowQuestion(
                span(index),
                rows.name(),
                "the bounds of the partition",
                asked.get().question(),
                asked.get().sql(),
                null,
                null,
                "23514"));
    }

    // ---- values that become another type

    private void retyped(int index) {
        Statement statement = facts.up().statements().get(index);
        SqlClauses clauses = new SqlClauses(statement.sql());
        Optional<String> table = clauses.targetName()
                .flatMap(name -> TableNames.find(name, before.get(index).keySet()));
        boolean retypes = clauses.starts("alter", "table") && clauses.find(2, "type") > 0;
        boolean assigns = clauses.starts("update") && !clauses.assignments().isEmpty();
        if (table.isEmpty() || !(retypes || assigns)) {
            return;
        }
        ForeseenTable now = before.get(index).get(table.get());
        ForeseenTable then = after.get(index).get(table.get());
        if (now == null || then == null) {
            return;
        }
        if (then.unknown() != null) {
            if (retypes) {
                unclear.add("whether values of " + table.get() + " fit their new type: " + then.unknown());
            }
            return;
        }
        boolean asked = false;
        // From version 16 on the server says of each value whether a type takes it; before, each reason has its own
        // test.
        for (String state : major >= 16 ? List.of("22P02", "22001", "22003") : List.of("22001", "22003", "22P02")) {
            if (!asked || major < 16) {
                asked |= casts(statement, state, table.get(), now, index);
            }
        }
        String all = "SELECT count(*) FROM (SELECT DISTINCT lockkeeper.* FROM " + then.rows()
                + " AS lockkeeper) AS lockkeeper_all";
        // Reading every value makes the server compute it; what it cannot compute it says, and that is the answer.
        String computed = then.columns().entrySet().stream()
                .filter(column -> !column.getValue().equals(now.columns().get(column.getKey())) || assigns)
                .map(column -> "count(lockkeeper." + SqlText.identifier(column.getKey()) + ")")
                .reduce((one, other) -> one + " + " + other)
                .map(counts -> "SELECT 0 * (" + counts + ") FROM " + then.rows() + " AS lockkeeper")
                .orElse(all);
        put(new RowQuestion(
                span(index), table.get(), COMPUTED, "Can every value be computed?", computed, null, null, "22000"));
    }

    private boolean casts(Statement statement, String state, String table, ForeseenTable now, int index) {
        Optional<Preflight> asked = Preflights.of(
                new Failure(statement.at(), statement.excerpt(), state, "", null, null, Map.of()),
                statement.sql(),
                List.of(),
                facts.before(),
                major);
        String prefix = "SELECT count(*) FROM " + table;
        if (asked.isEmpty() || !asked.get().sql().startsWith(prefix)) {
            return false;
        }
        String rest = asked.get().sql().substring(prefix.length());
        boolean called = rest.startsWith(" AS ");
        String own = TableNames.parts(table).get(TableNames.parts(table).size() - 1);
        String alias = called ? "" : " AS " + SqlText.identifier(own);
        String from = " FROM " + now.keyed() + alias + rest;
        put(new RowQuestion(
                span(index),
                table,
                "the type of its new values",
                asked.get().question(),
                "SELECT count(*)" + from,
                now.hasKey() ? "SELECT " + ForeseenTable.KEY + from + " ORDER BY 1 LIMIT " + FEW : null,
                null,
                state));
        return true;
    }

    // ---- which statement

    /** The statement that makes a constraint: the last one that names it, or its table and its kind. */
    private int madeBy(CatalogObject object, String table) {
        List<Statement> statements = facts.up().statements();
        String name = Foresight.ownName(object);
        String own = TableNames.parts(table).get(TableNames.parts(table).size() - 1);
        List<String> kinds = kinds(object);
        int best = statements.size() - 1;
        int weight = 0;
        for (int i = 0; i < statements.size(); i++) {
            SqlClauses clauses = new SqlClauses(statements.get(i).sql());
            if (!clauses.starts("alter") && !clauses.starts("create")) {
                continue;
            }
            boolean namesIt = names(clauses, name);
            boolean namesTable = names(clauses, own);
            boolean namesKind = kinds.stream().anyMatch(kind -> names(clauses, kind));
            int fits = (namesIt ? 2 : 0) + (namesTable ? 1 : 0) + (namesKind ? 2 : 0);
            if (fits >= 3 && fits >= weight) {
                weight = fits;
                best = i;
            }
        }
        return best;
    }

    private static List<String> kinds(CatalogObject object) {
        if (object.id().kind() == ObjectKind.COLUMN) {
            return List.of("null", "primary");
        }
        if (object.id().kind() == ObjectKind.INDEX) {
            return List.of("unique", "primary");
        }
        return switch (String.valueOf(object.trait(Trait.CONSTRAINT_TYPE))) {
            case "f" -> List.of("references", "validate");
            case "c" -> List.of("check", "validate");
            case "x" -> List.of("exclude");
            default -> List.of("unique", "primary");
        };
    }

    private static boolean names(SqlClauses clauses, String name) {
        for (int i = 0; i < clauses.size(); i++) {
            if (clauses.word(i).name() && clauses.word(i).text().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private SourceSpan span(int index) {
        return facts.up().statements().get(index).at();
    }
}
