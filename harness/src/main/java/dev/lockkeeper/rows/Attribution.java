package dev.lockkeeper.rows;

import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import dev.lockkeeper.model.StatementTrace;
import dev.lockkeeper.rows.SqlWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which statement of a step is answerable for a change of rows, and whether it says so itself. A value that a trigger,
 * a cast or a cascade changed was named by nobody.
 */
public final class Attribution {

    /** The statement to point at, if any, and whether it assigns the column or removes the rows itself. */
    record Blame(boolean named, @Nullable SourceSpan at, @Nullable String sql) {

        static Blame of(boolean named, @Nullable Statement statement) {
            return statement == null ? new Blame(named, null, null) : new Blame(named, statement.at(), statement.sql());
        }
    }

    private enum Verb {
        SET,
        DROP_COLUMN,
        RETYPE,
        RETYPE_COMPUTED,
        REMOVE_ROWS,
        CASCADE
    }

    private record Touch(Verb verb, @Nullable String schema, String table, @Nullable String column, Statement by) {

        boolean concerns(String qualified) {
            List<String> parts = parts(qualified);
            return table.equals(parts.get(1)) && (schema == null || schema.equals(parts.get(0)));
        }
    }

    private final List<Touch> touches = new ArrayList<>();
    private final List<StatementTrace> traces;

    private Attribution(List<StatementTrace> traces) {
        this.traces = traces;
    }

    /** Of the statements that ran, with what the server saw them touch. */
    public static Attribution of(List<StatementTrace> traces) {
        Attribution attribution = new Attribution(List.copyOf(traces));
        traces.forEach(trace -> attribution.read(trace.statement()));
        return attribution;
    }

    /** Of statements alone. */
    public static Attribution ofStatements(List<Statement> statements) {
        Attribution attribution = new Attribution(List.of());
        statements.forEach(attribution::read);
        return attribution;
    }

    /**
     * Asks by the names before the step and after it, since a statement may use either.
     *
     * @param column empty for whole rows
     */
    Blame blame(String table, String column, String tableAfter, String columnAfter) {
        Optional<Touch> touch = touches.stream()
                .filter(one -> one.verb != Verb.CASCADE)
                .filter(one -> one.concerns(table) || one.concerns(tableAfter))
                .filter(one -> one.column == null
                        ? one.verb == Verb.REMOVE_ROWS
                        : !column.isEmpty() && (one.column.equals(column) || one.column.equals(columnAfter)))
                .reduce((first, second) -> second);
        return touch.map(one -> Blame.of(one.verb != Verb.RETYPE, one.by))
                .orElseGet(() -> Blame.of(false, suspect(table, tableAfter)));
    }

    // Nobody named it: the last statement that the server saw writing the table, else one that cascades.
    private @Nullable Statement suspect(String table, String tableAfter) {
        Optional<Statement> seen = traces.stream()
                .filter(trace -> trace.rewrote().contains(table)
                        || trace.rewrote().contains(tableAfter)
                        || trace.touched().stream()
                                .anyMatch(rows -> rows.updated() + rows.deleted() > 0
                                        && (rows.table().equals(table)
                                                || rows.table().equals(tableAfter))))
                .map(StatementTrace::statement)
                .reduce((first, second) -> second);
        return seen.or(() -> touches.stream()
                        .filter(one -> one.verb == Verb.CASCADE || one.verb == Verb.REMOVE_ROWS)
                        .map(Touch::by)
                        .reduce((first, second) -> second))
                .orElse(null);
    }

    /** Schema and table of a name as the catalogue quotes it. */
    private static List<String> parts(String qualified) {
        List<String> names = SqlWords.of(qualified).stream()
                .filter(Word::name)
                .map(Word::text)
                .toList();
        return names.size() == 1 ? List.of("", names.get(0)) : names;
    }

    // ---- reading statements

    private void read(Statement statement) {
        List<Word> words = SqlWords.of(statement.sql());
        scan(words, statement);
        // The body of a DO block runs at once; that of a function only when somebody calls it.
        if (!words.isEmpty() && words.get(0).is("do")) {
            words.stream()
                    .filter(word -> !word.string().isEmpty())
                    .forEach(word -> scan(SqlWords.of(word.string()), statement));
        }
    }

    private static final Set<String> NOT_A_STATEMENT = Set.of("on", "for", "or", "after", "before", "key", "no", "of");

    private void scan(List<Word> words, Statement by) {
        for (int i = 0; i < words.size(); i++) {
            Cursor cursor = new Cursor(words, i + 1, by);
            boolean starts =
                    i == 0 || !NOT_A_STATEMENT.contains(words.get(i - 1).text());
            if (words.get(i).is("update") && starts) {
                cursor.update();
            } else if (words.get(i).is("insert")) {
                cursor.insert();
            } else if (words.get(i).is("merge")) {
                cursor.merge();
            } else if (words.get(i).is("delete") && starts) {
                cursor.delete();
            } else if (words.get(i).is("truncate") && starts) {
                cursor.skip("table");
                cursor.tables();
            } else if (words.get(i).is("drop")) {
                cursor.drop();
            } else if (words.get(i).is("alter") && cursor.skip("table")) {
                cursor.alter();
            }
        }
    }

    /** Walks over the words of one statement from a place on. */
    private final class Cursor {
        private final List<Word> words;
        private final Statement by;
        private int i;
        private @Nullable String schema;
        private String table = "";

        Cursor(List<Word> words, int from, Statement by) {
            this.words = words;
            this.i = from;
            this.by = by;
        }

        private boolean has() {
            return i < words.size() && !words.get(i).is(";");
        }

        private boolean at(String keyword) {
            return has() && words.get(i).is(keyword);
        }

        boolean skip(String... keywords) {
            boolean skipped = false;
            for (String keyword : keywords) {
                if (at(keyword)) {
                    i++;
                    skipped = true;
                }
            }
            return skipped;
        }

        private boolean name() {
            skip("if", "exists");
            skip("only");
            schema = null;
            if (!has() || !words.get(i).name()) {
                return false;
            }
            table = words.get(i++).text();
            while (at(".") && i + 1 < words.size()) {
                schema = table;
                table = words.get(i + 1).text();
                i += 2;
            }
            return true;
        }

        private void touch(Verb verb, @Nullable String column) {
            touches.add(new Touch(verb, schema, table, column, by));
        }

        void update() {
            if (name()) {
                seek("set");
                assignments();
            }
        }

        void insert() {
            if (skip("into") && name()) {
                int depth = i < words.size() ? words.get(i).depth() : 0;
                for (; has() && words.get(i).depth() >= depth; i++) {
                    if (words.get(i).is("update") && words.get(i - 1).is("do")) {
                        i++;
                        seek("set");
                        assignments();
                        return;
                    }
                }
            }
        }

        void merge() {
            if (skip("into") && name()) {
                for (; has(); i++) {
                    if (words.get(i).is("then") && i + 1 < words.size()) {
                        i++;
                        if (at("delete")) {
                            touch(Verb.REMOVE_ROWS, null);
                        } else if (skip("update")) {
                            seek("set");
                            assignments();
                            i--;
                        }
                    }
                }
            }
        }

        void delete() {
            if (skip("from") && name()) {
                touch(Verb.REMOVE_ROWS, null);
            }
        }

        void tables() {
            do {
                if (name()) {
                    touch(Verb.REMOVE_ROWS, null);
                    skip("*");
                }
            } while (skip(","));
            cascade();
        }

        private void cascade() {
            for (; has(); i++) {
                if (at("cascade")) {
                    touch(Verb.CASCADE, null);
                }
            }
        }

        void drop() {
            if (skip("table")) {
                tables();
            } else if (skip("schema", "type", "domain", "extension")) {
                cascade();
            }
        }

        void alter() {
            if (!name()) {
                return;
            }
            do {
                action();
            } while (skip(","));
        }

        private void action() {
            if (skip("drop")) {
                skip("column");
                skip("if");
                skip("exists");
                if (has() && words.get(i).name() && !at("constraint")) {
                    touch(Verb.DROP_COLUMN, words.get(i).text());
                }
            } else if (skip("alter")) {
                skip("column");
                retype();
            }
            while (has() && !(at(",") && words.get(i).depth() == 0)) {
                i++;
            }
        }

        private void retype() {
            if (!has()) {
                return;
            }
            String column = words.get(i++).text();
            skip("set");
            skip("data");
            if (!skip("type")) {
                return;
            }
            while (has() && !at("using") && !(at(",") && words.get(i).depth() == 0)) {
                i++;
            }
            touch(skip("using") && computed(column) ? Verb.RETYPE_COMPUTED : Verb.RETYPE, column);
        }

        // A bare cast of the column is what would happen without USING; anything else is the author's own doing.
        private boolean computed(String column) {
            for (int j = i;
                    j < words.size() && !(words.get(j).is(",") && words.get(j).depth() == 0);
                    j++) {
                Word word = words.get(j);
                boolean typeName =
                        j > 0 && (words.get(j - 1).is(":") || words.get(j - 1).is("as"));
                boolean plain = word.text().equals(column)
                        || typeName
                        || word.is("cast")
                        || word.is("as")
                        || (word.text().length() == 1 && !word.name() && "():,.".contains(word.text()));
                boolean restOfType = word.name() && j > 1 && isTypeWord(word.text());
                if (!plain && !restOfType) {
                    return !word.text().matches("\\d*") || !word.string().isEmpty();
                }
            }
            return false;
        }

        private boolean isTypeWord(String word) {
            return Set.of("varying", "precision", "with", "without", "time", "zone", "double", "character")
                    .contains(word);
        }

        private void seek(String keyword) {
            while (has() && !at(keyword)) {
                i++;
            }
            skip(keyword);
        }

        // a = 1, (b, c) = (…), d[1] = …, e.field = …  up to the clause that ends the list.
        private void assignments() {
            if (!has()) {
                return;
            }
            int depth = words.get(i).depth();
            boolean target = true;
            for (; has() && words.get(i).depth() >= depth; i++) {
                Word word = words.get(i);
                if (word.depth() == depth && (at("where") || at("from") || at("returning") || at("when"))) {
                    return;
                }
                if (target && word.name() && !(i > 0 && words.get(i - 1).is("."))) {
                    touch(Verb.SET, word.text());
                }
                if (word.is("=") && word.depth() == depth) {
                    target = false;
                } else if (word.is(",") && word.depth() == depth) {
                    target = true;
                }
            }
        }
    }
}
