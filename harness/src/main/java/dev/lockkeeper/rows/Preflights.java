package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.ObjectId;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Questions for a live database that stands before a step: how many of its rows would the step refuse? Each is one
 * query that gives one number, and reads only what is there before the step.
 */
public final class Preflights {

    private final Failure failure;
    private final SqlClauses statement;
    private final List<SqlClauses> earlier;
    private final CatalogSnapshot before;
    private final int major;

    private Preflights(Failure failure, String sql, List<String> earlier, CatalogSnapshot before, int major) {
        this.failure = failure;
        this.statement = new SqlClauses(sql);
        this.earlier = earlier.stream().map(SqlClauses::new).toList();
        this.before = before;
        this.major = major;
    }

    /**
     * @param sql the statement that was refused
     * @param earlier the statements of the step that ran before it, since a column may be filled in the step itself
     * @param before the schema before the step
     * @param major the server's major version
     */
    public static Optional<Preflight> of(
            Failure failure, String sql, List<String> earlier, CatalogSnapshot before, int major) {
        return new Preflights(failure, sql, earlier, before, major).find();
    }

    private Optional<Preflight> find() {
        return switch (failure.sqlState()) {
            case "23502" -> nulls();
            case "23505" -> duplicates();
            case "23503" -> orphans();
            case "23514" -> violations();
            case "23P01" -> overlaps();
            case "22001", "22003", "22P02", "22P03", "22007", "22008", "22030", "22032", "0A000" -> casts();
            default -> Optional.empty();
        };
    }

    // ---- names

    private Optional<String> named() {
        String table = failure.names().get("table");
        String schema = failure.names().get("schema");
        if (table == null || schema == null) {
            return statement.targetName().flatMap(this::known);
        }
        return known(SqlText.identifier(schema) + "." + SqlText.identifier(table));
    }

    /** The table's name in the catalogue before the step; nothing when it is not there. */
    private Optional<String> known(String name) {
        List<String> parts = plain(name);
        List<String> tables = before.objects().keySet().stream()
                .filter(id -> id.kind() == ObjectKind.TABLE || id.kind() == ObjectKind.PARTITIONED_TABLE)
                .map(ObjectId::name)
                .toList();
        return tables.stream()
                .filter(table -> endsWith(plain(table), parts))
                .min(Comparator.comparing((String table) -> !table.startsWith("public."))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static List<String> plain(String name) {
        return SqlWords.of(name).stream()
                .filter(SqlWords.Word::name)
                .map(SqlWords.Word::text)
                .toList();
    }

    private static boolean endsWith(List<String> full, List<String> end) {
        return full.size() >= end.size()
                && full.subList(full.size() - end.size(), full.size()).equals(end);
    }

    private boolean hasColumn(String table, String column) {
        return column(table, column).isPresent();
    }

    private Optional<CatalogObject> column(String table, String column) {
        String plainColumn = plain(column).isEmpty() ? column : plain(column).get(0);
        return before.of(table, ObjectKind.COLUMN)
                .filter(object -> {
                    List<String> parts = plain(object.id().name());
                    return parts.get(parts.size() - 1).equals(plainColumn);
                })
                .findFirst();
    }

    private static Optional<Preflight> ask(String question, String sql) {
        return Optional.of(new Preflight(question, sql));
    }

    // ---- rows without a value

    private Optional<Preflight> nulls() {
        String column = failure.names().get("column");
        Optional<String> table = named();
        if (column == null) {
            return Optional.empty();
        }
        String question = "How many rows would have no " + column + "?";
        if (statement.starts("insert")) {
            return insertedFrom(question, Optional.of(column), cell -> cell + " IS NULL");
        }
        String assigned = statement.assignments().get(column);
        if (table.isPresent() && assigned != null) {
            return ask(question, counting(table.get(), "(" + assigned + ") IS NULL"));
        }
        if (table.isEmpty()) {
            return Optional.empty();
        }
        if (hasColumn(table.get(), column)) {
            String value = latest(table.get(), column).orElse(SqlText.identifier(column));
            return ask(question, "SELECT count(*) FROM " + table.get() + " WHERE " + value + " IS NULL");
        }
        return latest(table.get(), column)
                .map(value -> ask(question, "SELECT count(*) FROM " + table.get() + " WHERE " + value + " IS NULL"))
                .orElseGet(() -> ask(question, "SELECT count(*) FROM " + table.get()));
    }

    /** The expression to which an earlier statement of the step sets a column, for rows it reaches. */
    private Optional<String> latest(String table, String column) {
        Optional<String> value = Optional.empty();
        for (SqlClauses one : earlier) {
            boolean same =
                    one.targetName().flatMap(this::known).filter(table::equals).isPresent();
            String assigned = same ? one.assignments().get(column) : null;
            if (assigned != null) {
                String otherwise = hasColumn(table, column) ? SqlText.identifier(column) : "NULL";
                value = Optional.of(one.where()
                        .map(where -> "(CASE WHEN " + where + " THEN " + assigned + " ELSE " + otherwise + " END)")
                        .orElse("(" + assigned + ")"));
            }
        }
        return value;
    }

    private String counting(String table, String condition) {
        String where =
                statement.where().map(reached -> "(" + reached + ") AND ").orElse("");
        return "SELECT count(*) FROM " + table + statement.alias() + " WHERE " + where + condition;
    }

    // INSERT INTO t (a, b) SELECT …: the query itself, with the names of the columns it fills.
    private Optional<Preflight> insertedFrom(
            String question, Optional<String> column, Function<String, String> condition) {
        int target = statement.target();
        int i = target < 0 ? statement.size() : statement.behindName(target);
        List<String> columns = new ArrayList<>();
        if (statement.is(i, "(")) {
            columns.addAll(statement.listInBrackets(i));
            i = statement.behindBrackets(i);
        } else {
            named().ifPresent(table -> columns.addAll(columnNames(table)));
        }
        int behind = statement.size();
        if (statement.is(i, "(")) {
            behind = statement.behindBrackets(i) - 1;
            i++;
        }
        if (!(statement.is(i, "select") || statement.is(i, "with")) || columns.isEmpty()) {
            return Optional.empty();
        }
        int end = statement.findAt(i, statement.size(), 0, "returning");
        int conflict = statement.find(i, "on", "conflict");
        int last = Math.min(behind, conflict > 0 ? conflict : end > 0 ? end : statement.size());
        String names = columns.stream().map(String::strip).collect(Collectors.joining(", "));
        String test = column.map(SqlText::identifier).map(condition).orElseGet(() -> condition.apply(names));
        return ask(
                question,
                "SELECT count(*) FROM (" + statement.slice(i, last) + ") lockkeeper(" + names + ") WHERE " + test);
    }

    private List<String> columnNames(String table) {
        return before.of(table, ObjectKind.COLUMN)
                .sorted(Comparator.comparingInt(column -> Integer.parseInt(
                        Optional.ofNullable(column.trait(Trait.POSITION)).orElse("0"))))
                .map(column -> {
                    List<String> parts = plain(column.id().name());
                    return SqlText.identifier(parts.get(parts.size() - 1));
                })
                .toList();
    }

    // ---- values that are there twice

    private static final Pattern KEY =
            Pattern.compile("(?s)Key \\((.*?)\\)=\\((.*)\\) (is duplicated|already exists|conflicts)");

    private Optional<Preflight> duplicates() {
        Optional<String> table = named();
        Matcher detail = KEY.matcher(String.valueOf(failure.detail()));
        if (table.isEmpty() || !detail.find()) {
            return Optional.empty();
        }
        List<String> keys = new SqlClauses("(" + detail.group(1) + ")").listInBrackets(0);
        String question = "How many rows share their " + detail.group(1) + " with another?";
        if (statement.starts("insert")) {
            return taken(table.get(), keys, detail.group(2));
        }
        if (statement.starts("with")) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            String assigned = statement.assignments().get(unquoted(key));
            values.add(assigned == null ? valueOf(table.get(), key) : reached(assigned, key));
        }
        if (values.contains("")) {
            return Optional.empty();
        }
        return ask(question, duplicatesOf(table.get(), values));
    }

    private String reached(String assigned, String key) {
        return statement
                .where()
                .map(where -> "(CASE WHEN " + where + " THEN " + assigned + " ELSE " + key + " END)")
                .orElse("(" + assigned + ")");
    }

    // A column of the step itself is what the step puts into it; an expression must be one over older columns.
    private String valueOf(String table, String key) {
        boolean simple = plain(key).size() == 1 && SqlWords.of(key).size() == 1;
        if (!simple) {
            return "(" + key + ")";
        }
        return latest(table, unquoted(key)).orElse(hasColumn(table, key) ? key : "");
    }

    private static String unquoted(String name) {
        List<String> parts = plain(name);
        return parts.isEmpty() ? name : parts.get(parts.size() - 1);
    }

    private String duplicatesOf(String table, List<String> values) {
        String predicate = indexPredicate().map(where -> "(" + where + ") AND ").orElse("");
        boolean nullsEqual = statement.find(0, "nulls", "not", "distinct") >= 0;
        String present = nullsEqual
                ? "true"
                : values.stream().map(value -> value + " IS NOT NULL").collect(Collectors.joining(" AND "));
        return "SELECT coalesce(sum(lockkeeper.rows), 0) FROM (SELECT count(*) AS rows FROM " + table
                + statement.alias()
                + " WHERE " + predicate + present + " GROUP BY " + String.join(", ", values)
                + " HAVING count(*) > 1) lockkeeper";
    }

    private Optional<String> indexPredicate() {
        return statement.starts("create") ? statement.where() : Optional.empty();
    }

    // A key that the sequence hands out is taken by whoever is ahead of the sequence; any other by its own value.
    private Optional<Preflight> taken(String table, List<String> keys, String values) {
        int target = statement.target();
        int open = target < 0 ? -1 : statement.behindName(target);
        boolean listed = statement.is(open, "(");
        List<String> given = listed
                ? statement.listInBrackets(open).stream()
                        .map(Preflights::unquoted)
                        .toList()
                : List.of();
        if (keys.size() == 1 && listed && !given.contains(unquoted(keys.get(0)))) {
            Optional<String> sequence = column(table, keys.get(0))
                    .map(column -> String.valueOf(column.trait(Trait.DEFAULT)))
                    .map(SEQUENCE::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1));
            if (sequence.isPresent()) {
                return ask(
                        "How many rows hold a " + keys.get(0) + " that the sequence has not handed out yet?",
                        "SELECT count(*) FROM " + table + " WHERE " + keys.get(0)
                                + " >= (SELECT last_value + is_called::int FROM " + sequence.get() + ")");
            }
        }
        if (!statement.is(rowsAt(), "values")) {
            return takenByQuery(table, keys, given);
        }
        String cells = keys.stream().map(key -> "(" + key + ")::text").collect(Collectors.joining(" || ', ' || "));
        return ask(
                "Is " + String.join(", ", keys) + " = " + values + " there already?",
                "SELECT count(*) FROM " + table + " WHERE " + cells + " = " + SqlText.literal(values));
    }

    // The rows of an INSERT … SELECT are others on another database; those of VALUES are the same everywhere.
    private Optional<Preflight> takenByQuery(String table, List<String> keys, List<String> given) {
        List<String> columns = given.isEmpty()
                ? columnNames(table).stream().map(Preflights::unquoted).toList()
                : given;
        if (!keys.stream().map(Preflights::unquoted).allMatch(columns::contains)) {
            return Optional.empty();
        }
        String key = String.join(", ", keys);
        return insertedFrom(
                "How many rows of the query have a " + key + " that is there already?",
                Optional.empty(),
                names -> "(" + key + ") IN (SELECT " + key + " FROM " + table + ")");
    }

    /** The word with which the rows of an INSERT begin, behind the table and its columns. */
    private int rowsAt() {
        int target = statement.target();
        int at = target < 0 ? statement.size() : statement.behindName(target);
        return statement.is(at, "(") ? statement.behindBrackets(at) : at;
    }

    private static final Pattern SEQUENCE = Pattern.compile("nextval\\('((?:[^']|'')+)'");

    // ---- children without a parent

    private Optional<Preflight> orphans() {
        if (statement.starts("delete") || statement.starts("truncate") || statement.starts("update")) {
            return bereaved();
        }
        Optional<String> child = named();
        String constraint = String.valueOf(failure.names().get("constraint"));
        int key = statement.find(0, "foreign", "key");
        if (child.isPresent() && key >= 0 && statement.is(key + 2, "(")) {
            int references = statement.find(key, "references");
            return references < 0
                    ? Optional.empty()
                    : orphans(child.get(), statement.listInBrackets(key + 2), references + 1);
        }
        return before.find(ObjectKind.CONSTRAINT, child.orElse("") + "." + constraint)
                .or(() -> constraint(constraint))
                .flatMap(this::orphansOf);
    }

    private Optional<CatalogObject> constraint(String name) {
        return before.all(ObjectKind.CONSTRAINT)
                .filter(object -> {
                    List<String> parts = plain(object.id().name());
                    return parts.get(parts.size() - 1).equals(name);
                })
                .findFirst();
    }

    private Optional<Preflight> orphans(String child, List<String> columns, int nameAt) {
        int behind = statement.behindName(nameAt);
        Optional<String> parent = known(statement.slice(nameAt, behind));
        List<String> targets = statement.is(behind, "(") ? statement.listInBrackets(behind) : List.of();
        return parent.flatMap(table -> orphans(child, columns, table, targets.isEmpty() ? primaryKey(table) : targets));
    }

    private List<String> primaryKey(String table) {
        return before.of(table, ObjectKind.CONSTRAINT)
                .filter(constraint -> "p".equals(constraint.trait(Trait.CONSTRAINT_TYPE)))
                .findFirst()
                .map(constraint -> names(constraint.trait(Trait.COLUMNS)))
                .orElse(List.of());
    }

    private static List<String> names(@Nullable String list) {
        return list == null || list.isBlank() ? List.of() : new SqlClauses("(" + list + ")").listInBrackets(0);
    }

    private Optional<Preflight> orphansOf(CatalogObject constraint) {
        String child = constraint.table();
        String parent = constraint.trait(Trait.REFERENCED_TABLE);
        return child == null || parent == null
                ? Optional.empty()
                : orphans(
                        child,
                        names(constraint.trait(Trait.COLUMNS)),
                        parent,
                        names(constraint.trait(Trait.REFERENCED_COLUMNS)));
    }

    private Optional<Preflight> orphans(String child, List<String> columns, String parent, List<String> targets) {
        boolean there = columns.stream()
                .allMatch(column -> hasColumn(child, column)
                        || latest(child, unquoted(column)).isPresent());
        if (!there || columns.size() != targets.size()) {
            return Optional.empty();
        }
        List<String> tests = new ArrayList<>();
        List<String> matches = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = latest(child, unquoted(columns.get(i)))
                    .orElse("lockkeeper_child." + columns.get(i).strip());
            tests.add(value + " IS NOT NULL");
            matches.add("lockkeeper_parent." + targets.get(i).strip() + " = " + value);
        }
        return ask(
                "How many rows of " + child + " refer to no row of " + parent + "?",
                "SELECT count(*) FROM " + child + " lockkeeper_child WHERE " + String.join(" AND ", tests)
                        + " AND NOT EXISTS (SELECT FROM " + parent + " lockkeeper_parent WHERE "
                        + String.join(" AND ", matches) + ")");
    }

    // A parent that the step deletes, though children refer to it.
    private Optional<Preflight> bereaved() {
        Optional<CatalogObject> constraint =
                constraint(String.valueOf(failure.names().get("constraint")));
        Optional<String> parent = statement.targetName().flatMap(this::known);
        if (constraint.isEmpty() || parent.isEmpty() || !statement.starts("delete")) {
            return Optional.empty();
        }
        List<String> columns = names(constraint.get().trait(Trait.COLUMNS));
        List<String> targets = names(constraint.get().trait(Trait.REFERENCED_COLUMNS));
        String reached = "SELECT " + String.join(", ", targets) + " FROM " + parent.get() + statement.alias()
                + statement.where().map(where -> " WHERE " + where).orElse("");
        return ask(
                "How many rows of " + constraint.get().table() + " refer to rows that the step deletes?",
                "SELECT count(*) FROM " + constraint.get().table() + " WHERE (" + String.join(", ", columns) + ") IN ("
                        + reached + ")");
    }

    // ---- rows that a condition refuses

    private Optional<Preflight> violations() {
        Optional<String> table = named();
        String constraint = String.valueOf(failure.names().get("constraint"));
        if (table.isEmpty()) {
            return Optional.empty();
        }
        String question = "How many rows of " + table.get() + " break " + constraint + "?";
        if (statement.find(0, "attach", "partition") >= 0) {
            return partitionBounds(table.get());
        }
        int check = statement.find(0, "check");
        if (statement.starts("alter", "table") && check >= 0 && statement.is(check + 1, "(")) {
            return ask(
                    question,
                    "SELECT count(*) FROM " + table.get() + " WHERE NOT ("
                            + substituted(table.get(), statement.inBrackets(check + 1)) + ")");
        }
        Optional<String> known = constraint(constraint).map(object -> object.trait(Trait.EXPRESSION));
        if (statement.starts("insert")) {
            return known.flatMap(
                    expression -> insertedFrom(question, Optional.empty(), names -> "NOT (" + expression + ")"));
        }
        if (statement.starts("update")) {
            return known.map(
                    expression -> new Preflight(question, counting(table.get(), "NOT (" + assigned(expression) + ")")));
        }
        return known.filter(expression -> !expression.isBlank())
                .map(expression -> new Preflight(
                        question, "SELECT count(*) FROM " + table.get() + " WHERE NOT (" + bare(expression) + ")"));
    }

    private static String bare(String expression) {
        String text = expression.strip();
        return text.toUpperCase(Locale.ROOT).startsWith("CHECK") ? text.substring(5) : text;
    }

    // Columns that the step itself fills are replaced by what it fills them with.
    private String substituted(String table, String expression) {
        return replace(expression, name -> latest(table, name));
    }

    private String assigned(String expression) {
        Map<String, String> assignments = statement.assignments();
        return replace(bare(expression), name -> Optional.ofNullable(assignments.get(name))
                .map(to -> "(" + to + ")"));
    }

    private static String replace(String expression, Function<String, Optional<String>> values) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (SqlWords.Word word : SqlWords.of(expression)) {
            Optional<String> value = word.name() ? values.apply(word.text()) : Optional.empty();
            if (value.isPresent()) {
                text.append(expression, done, word.from()).append(value.get());
                done = word.to();
            }
        }
        return text.append(expression.substring(done)).toString();
    }

    private static final Pattern PARTITION_KEY =
            Pattern.compile("(?is)PARTITION BY (RANGE|LIST) \\((.*?)\\)(?:\\s|$|;)");

    // ALTER TABLE parent ATTACH PARTITION child FOR VALUES FROM (a) TO (b) | IN (…)
    private Optional<Preflight> partitionBounds(String child) {
        Matcher key = PARTITION_KEY.matcher(statement
                .targetName()
                .flatMap(this::known)
                .flatMap(parent -> before.find(ObjectKind.PARTITIONED_TABLE, parent))
                .map(CatalogObject::definition)
                .orElse(""));
        if (!key.find()) {
            return Optional.empty();
        }
        String column = key.group(2);
        int from = statement.find(0, "values", "from");
        int in = statement.find(0, "values", "in");
        String fits = from >= 0
                ? between(column, from + 2)
                : in >= 0 ? column + " IN " + statement.slice(in + 2, statement.behindBrackets(in + 2)) : "";
        return fits.isEmpty()
                ? Optional.empty()
                : ask(
                        "How many rows of " + child + " lie outside the bounds?",
                        "SELECT count(*) FROM " + child + " WHERE NOT coalesce(" + fits + ", false)");
    }

    private String between(String column, int open) {
        String low = statement.inBrackets(open);
        int to = statement.behindBrackets(open);
        String high = statement.is(to, "to") ? statement.inBrackets(to + 1) : "";
        List<String> tests = new ArrayList<>();
        if (!low.equalsIgnoreCase("minvalue")) {
            tests.add("(" + column + ") >= (" + low + ")");
        }
        if (!high.equalsIgnoreCase("maxvalue") && !high.isEmpty()) {
            tests.add("(" + column + ") < (" + high + ")");
        }
        return tests.isEmpty() ? "" : "(" + String.join(" AND ", tests) + ")";
    }

    // ---- rows that exclude one another

    private Optional<Preflight> overlaps() {
        Optional<String> table = named();
        int exclude = statement.find(0, "exclude");
        int open = exclude < 0 ? -1 : statement.findAt(exclude, statement.size(), 0, "(");
        if (table.isEmpty() || open < 0) {
            return Optional.empty();
        }
        List<String> tests = new ArrayList<>();
        for (String part : statement.listInBrackets(open)) {
            SqlClauses element = new SqlClauses(part);
            int with = element.find(0, "with");
            if (with < 0) {
                return Optional.empty();
            }
            String expression = element.slice(0, with);
            String operator = element.slice(with + 1, element.size());
            tests.add(of("a", table.get(), expression) + " " + operator + " " + of("b", table.get(), expression));
        }
        String predicate = statement.is(statement.behindBrackets(open), "where")
                ? statement.inBrackets(statement.behindBrackets(open) + 1)
                : "";
        String rows =
                predicate.isEmpty() ? table.get() : "(SELECT *, ctid FROM " + table.get() + " WHERE " + predicate + ")";
        return ask(
                "How many pairs of rows of " + table.get() + " exclude each other?",
                "SELECT count(*) FROM " + rows + " a JOIN " + rows + " b ON a.ctid < b.ctid AND "
                        + String.join(" AND ", tests));
    }

    // Every column of the expression is taken from one side of the pair.
    private String of(String side, String table, String expression) {
        return "("
                + replace(
                        expression,
                        name -> hasColumn(table, name)
                                ? Optional.of(side + "." + SqlText.identifier(name))
                                : Optional.empty())
                + ")";
    }

    // ---- values that another type refuses

    private Optional<Preflight> casts() {
        return CastPreflight.of(failure, statement, this::known, this::column, before, major);
    }
}
