package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Follows one statement: what do the tables hold after it? */
final class StatementForesight {

    private static final Set<String> BEHIND_TYPE = Set.of(
            "not",
            "null",
            "default",
            "constraint",
            "check",
            "unique",
            "primary",
            "references",
            "collate",
            "generated",
            "storage",
            "compression",
            "deferrable",
            "initially");

    private static final Set<String> NO_COLUMN =
            Set.of("constraint", "primary", "unique", "check", "foreign", "exclude", "like");

    private final Map<String, ForeseenTable> tables;
    private final CatalogSnapshot after;
    private final CatalogSnapshot before;
    private final Foresight.Substitution substitution;
    private final Set<String> written = new TreeSet<>();
    private SqlClauses statement = new SqlClauses("");

    StatementForesight(
            Map<String, ForeseenTable> tables,
            CatalogSnapshot after,
            CatalogSnapshot before,
            Foresight.Substitution substitution) {
        this.tables = tables;
        this.after = after;
        this.before = before;
        this.substitution = substitution;
    }

    /**
     * Changes the tables.
     *
     * @param seen tables that the statement was seen to write to, or to lock like a writer
     * @return tables whose rows it writes as far as we understand it
     */
    Set<String> follow(String sql, Set<String> seen) {
        statement = new SqlClauses(sql);
        Set<String> understood = new TreeSet<>();
        Optional<String> table = statement.targetName().flatMap(this::known);
        if (statement.starts("alter", "table")) {
            table.ifPresent(name -> alter(name, understood));
            understood.addAll(seen);
        } else if (statement.starts("update")) {
            table.ifPresent(name -> update(name, understood));
        } else if (statement.starts("delete")) {
            table.ifPresent(name -> delete(name, understood));
        } else if (statement.starts("insert")) {
            table.ifPresent(name -> insert(name, understood));
        } else if (statement.starts("create")) {
            create();
            understood.addAll(seen);
        } else if (statement.starts("drop")
                || statement.starts("comment")
                || statement.starts("grant")
                || statement.starts("set")
                || statement.starts("revoke")
                || statement.starts("lock")
                || statement.starts("analyze")
                || statement.starts("reindex")
                || statement.starts("vacuum")
                || statement.starts("alter")
                || statement.starts("reset")) {
            drop();
            understood.addAll(seen);
        } else if (statement.starts("truncate")) {
            truncate(understood);
        } else if (!statement.starts("select") || !seen.isEmpty()) {
            namedTables().forEach(seen::add);
        }
        String what = statement.size() == 0 ? "" : statement.word(0).text().toUpperCase(Locale.ROOT);
        for (String one : seen) {
            if (!understood.contains(one) && tables.containsKey(one)) {
                change(
                        one,
                        tables.get(one).unknown("a " + what + " statement changes it in a way that is not followed"));
                written.add(one);
            }
        }
        return written;
    }

    private Set<String> namedTables() {
        Set<String> named = new TreeSet<>();
        for (int i = 0; i < statement.size(); i++) {
            SqlWords.Word word = statement.word(i);
            String text = word.string().isEmpty() ? word.text() : word.string();
            for (SqlWords.Word inside : word.string().isEmpty() ? List.of(word) : SqlWords.of(text)) {
                tables.keySet().stream()
                        .filter(table -> inside.name()
                                && TableNames.parts(table)
                                        .get(TableNames.parts(table).size() - 1)
                                        .equals(inside.text()))
                        .forEach(named::add);
            }
        }
        return named;
    }

    private Optional<String> known(String name) {
        return TableNames.find(name, tables.keySet());
    }

    private ForeseenTable of(String table) {
        return java.util.Objects.requireNonNull(tables.get(table));
    }

    private void change(String name, ForeseenTable now) {
        tables.put(name, now);
    }

    private String in(String sql) {
        return substitution.in(sql, tables, after);
    }

    // ---- rows

    private void update(String name, Set<String> understood) {
        Map<String, String> assignments = statement.assignments();
        ForeseenTable table = of(name);
        if (assignments.isEmpty()
                || !table.columns().keySet().containsAll(assignments.keySet())
                || hasRowTrigger(name)) {
            change(
                    name,
                    table.unknown(
                            hasRowTrigger(name)
                                    ? "a trigger may change what an UPDATE writes"
                                    : "an UPDATE changes it in a way that is not followed"));
            understood.add(name);
            written.add(name);
            return;
        }
        String alias = alias(name);
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        assignments.forEach((column, value) -> {
            String quoted = SqlText.identifier(column);
            String to = value.strip().equalsIgnoreCase("default") ? standard(name, column) : in(value);
            values.put(
                    column,
                    statement
                            .where()
                            .map(where ->
                                    "CASE WHEN " + in(where) + " THEN " + to + " ELSE " + alias + "." + quoted + " END")
                            .orElse(to));
            types.put(column, String.valueOf(table.columns().get(column)));
        });
        change(name, table.set(values, types, alias));
        understood.add(name);
        written.add(name);
    }

    private String standard(String table, String column) {
        return before.of(table, ObjectKind.COLUMN)
                .filter(object -> Foresight.ownName(object).equals(column))
                .findFirst()
                .map(object -> Optional.ofNullable(object.trait(Trait.DEFAULT)).orElse("NULL"))
                .orElse("NULL");
    }

    private void delete(String name, Set<String> understood) {
        boolean using = statement.findAt(0, statement.size(), 0, "using") >= 0;
        ForeseenTable table = of(name);
        change(
                name,
                using
                        ? table.unknown("a DELETE with USING takes rows away in a way that is not followed")
                        : statement
                                .where()
                                .map(where -> table.without(in(where), alias(name)))
                                .orElseGet(table::emptied));
        understood.add(name);
        written.add(name);
    }

    private void insert(String name, Set<String> understood) {
        ForeseenTable table = of(name);
        int at = statement.behindName(statement.target());
        at += statement.is(at, "as") ? 2 : 0;
        List<String> columns = new ArrayList<>(table.columns().keySet());
        if (statement.is(at, "(")) {
            columns = statement.listInBrackets(at).stream()
                    .map(column -> TableNames.parts(column).get(0))
                    .toList();
            at = statement.behindBrackets(at);
        }
        boolean plain = (statement.is(at, "select") || statement.is(at, "values") || statement.is(at, "with"))
                && statement.find(at, "on", "conflict") < 0
                && !hasRowTrigger(name)
                && statement.find(at, "default") < 0
                && table.columns().keySet().containsAll(columns);
        int end = statement.findAt(at, statement.size(), 0, "returning");
        String query = in(statement.slice(at, end < 0 ? statement.size() : end));
        List<String> filled = columns;
        boolean defaults = table.columns().keySet().stream()
                .anyMatch(column ->
                        !filled.contains(column) && !standard(name, column).equals("NULL"));
        ForeseenTable now =
                plain ? table.and(query, columns) : table.unknown("an INSERT adds rows in a way that is not followed");
        change(name, plain && defaults ? now.unknown("an INSERT leaves columns to their defaults") : now);
        understood.add(name);
        written.add(name);
    }

    private void truncate(Set<String> understood) {
        for (String name : namedTables()) {
            change(name, of(name).emptied());
            understood.add(name);
            written.add(name);
        }
    }

    private boolean hasRowTrigger(String table) {
        return before.of(table, ObjectKind.TRIGGER)
                .anyMatch(trigger -> !"D".equals(trigger.trait(Trait.ENABLED))
                        && trigger.definition().contains("BEFORE ")
                        && trigger.definition().contains("FOR EACH ROW"));
    }

    private String alias(String table) {
        String given = statement.alias();
        List<String> parts = TableNames.parts(table);
        return given.isEmpty() ? SqlText.identifier(parts.get(parts.size() - 1)) : given.substring(" AS ".length());
    }

    // ---- shape

    private void create() {
        int table = statement.findAt(1, Math.min(statement.size(), 5), 0, "table");
        if (table < 0) {
            return;
        }
        int at = table + 1 + (statement.is(table + 1, "if", "not", "exists") ? 3 : 0);
        int end = statement.behindName(at);
        String name = created(statement.slice(at, end));
        if (tables.containsKey(name)) {
            return;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        boolean like = false;
        if (statement.is(end, "(")) {
            for (String part : statement.listInBrackets(end)) {
                SqlClauses column = new SqlClauses(part);
                if (column.size() > 1 && !NO_COLUMN.contains(column.word(0).text())) {
                    columns.put(column.word(0).text(), type(column, 1));
                }
                like |= column.starts("like");
            }
        }
        boolean plain = statement.is(end, "(") && !like && statement.find(end, "inherits") < 0;
        ForeseenTable empty = ForeseenTable.empty(name, plain ? columns : Map.of());
        change(name, plain ? empty : empty.unknown("it is made from something else"));
    }

    private String created(String name) {
        Set<String> all = new TreeSet<>();
        after.all(ObjectKind.TABLE).map(CatalogObject::id).forEach(id -> all.add(id.name()));
        after.all(ObjectKind.PARTITIONED_TABLE).map(CatalogObject::id).forEach(id -> all.add(id.name()));
        return TableNames.find(name, all).orElse(name);
    }

    private void drop() {
        if (statement.starts("drop", "table")) {
            int at = statement.is(2, "if", "exists") ? 4 : 2;
            int end = statement.findAt(at, statement.size(), 0, "cascade", "restrict");
            statement.list(at, end < 0 ? statement.size() : end).forEach(name -> known(name)
                    .ifPresent(tables::remove));
        }
    }

    private void alter(String name, Set<String> understood) {
        understood.add(name);
        String now = name;
        for (String action : statement.list(statement.behindName(statement.target()), statement.size())) {
            now = act(now, new SqlClauses(action));
        }
    }

    /** Returns the table's name after the action. */
    private String act(String name, SqlClauses action) {
        if (action.starts("rename") || action.starts("set", "schema")) {
            return rename(name, action);
        }
        ForeseenTable table = of(name);
        if (action.starts("add")) {
            int at = action.is(1, "column") ? 2 : 1;
            at += action.is(at, "if", "not", "exists") ? 3 : 0;
            if (at < action.size() && !NO_COLUMN.contains(action.word(at).text())) {
                add(table, action, at);
            }
        } else if (action.starts("drop") && !action.starts("drop", "constraint")) {
            int at = action.is(1, "column") ? 2 : 1;
            at += action.is(at, "if", "exists") ? 2 : 0;
            if (at < action.size()
                    && table.columns().containsKey(action.word(at).text())) {
                change(name, table.drop(action.word(at).text()));
            }
        } else if (action.starts("alter")) {
            retype(table, action);
        } else if (action.starts("attach", "partition")
                || action.starts("detach", "partition")
                || action.starts("inherit")) {
            change(name, table.unknown("partitions come and go"));
        }
        return name;
    }

    private void add(ForeseenTable table, SqlClauses action, int at) {
        String column = action.word(at).text();
        if (table.columns().containsKey(column)) {
            return;
        }
        String type = type(action, at + 1);
        int standard = action.findAt(at + 1, action.size(), 0, "default");
        int generated = action.findAt(at + 1, action.size(), 0, "generated");
        String value = "NULL";
        boolean counted = type.toLowerCase(Locale.ROOT).matches("(small|big)?serial\\d?")
                || generated >= 0 && action.findAt(generated, action.size(), 0, "identity") >= 0;
        if (counted) {
            value = "row_number() OVER ()";
            type = "bigint";
        } else if (generated >= 0) {
            int open = action.findAt(generated, action.size(), 0, "(");
            value = open < 0 ? "NULL" : action.inBrackets(open);
        } else if (standard >= 0) {
            int end = standard + 1;
            while (end < action.size()
                    && !(action.word(end).depth() == 0
                            && end > standard + 1
                            && BEHIND_TYPE.contains(action.word(end).text())
                            && !action.word(end).quoted())) {
                end++;
            }
            value = action.slice(standard + 1, end);
            value = value.toLowerCase(Locale.ROOT).contains("nextval") ? "row_number() OVER ()" : value;
        }
        change(table.name(), table.set(Map.of(column, value), Map.of(column, type), "lockkeeper_rows"));
    }

    private void retype(ForeseenTable table, SqlClauses action) {
        int at = action.is(1, "column") ? 2 : 1;
        int type = action.is(at + 1, "set", "data") ? at + 3 : at + 1;
        if (!action.is(type, "type")) {
            return;
        }
        String column = action.word(at).text();
        int using = action.findAt(type, action.size(), 0, "using");
        String now = type(action, type + 1);
        String value = using < 0 ? SqlText.identifier(column) : action.slice(using + 1, action.size());
        change(table.name(), table.set(Map.of(column, value), Map.of(column, now), alias(table.name())));
    }

    private String rename(String name, SqlClauses action) {
        ForeseenTable table = of(name);
        if (action.starts("rename", "to") || action.starts("set", "schema")) {
            List<String> parts = SqlWords.of(name).stream()
                    .filter(SqlWords.Word::name)
                    .map(word -> name.substring(word.from(), word.to()))
                    .toList();
            String other = action.slice(2, 3);
            String now =
                    action.starts("rename") ? parts.get(0) + "." + other : other + "." + parts.get(parts.size() - 1);
            tables.remove(name);
            tables.put(now, table.renamed(now));
            return now;
        }
        int at = action.is(1, "column") ? 2 : 1;
        if (action.is(at + 1, "to")
                && table.columns().containsKey(action.word(at).text())) {
            change(
                    name,
                    table.rename(action.word(at).text(), action.word(at + 2).text()));
        }
        return name;
    }

    private static String type(SqlClauses clauses, int from) {
        int end = from;
        while (end < clauses.size()
                && !(clauses.word(end).depth() == clauses.word(from).depth()
                        && (BEHIND_TYPE.contains(clauses.word(end).text())
                                || clauses.word(end).is("using"))
                        && !clauses.word(end).quoted())) {
            end++;
        }
        return clauses.slice(from, end);
    }
}
