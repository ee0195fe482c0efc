package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.model.CatalogObject;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Fact.Preflight;
import dev.lockkeeper.model.Failure;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts values that cannot become another type: too long, too large, or no text of such a type at all. */
final class CastPreflight {

    /** Which expression of which rows is to become which type. */
    private record Cast(String rows, String value, String type) {}

    private final Failure failure;
    private final SqlClauses statement;
    private final Function<String, Optional<String>> tables;
    private final BiFunction<String, String, Optional<CatalogObject>> columns;
    private final CatalogSnapshot before;
    private final int major;

    private CastPreflight(
            Failure failure,
            SqlClauses statement,
            Function<String, Optional<String>> tables,
            BiFunction<String, String, Optional<CatalogObject>> columns,
            CatalogSnapshot before,
            int major) {
        this.failure = failure;
        this.statement = statement;
        this.tables = tables;
        this.columns = columns;
        this.before = before;
        this.major = major;
    }

    static Optional<Preflight> of(
            Failure failure,
            SqlClauses statement,
            Function<String, Optional<String>> tables,
            BiFunction<String, String, Optional<CatalogObject>> columns,
            CatalogSnapshot before,
            int major) {
        CastPreflight preflight = new CastPreflight(failure, statement, tables, columns, before, major);
        List<String> tests = new ArrayList<>();
        String rows = "";
        for (Cast cast : preflight.casts()) {
            Optional<String> test = preflight.refused(cast);
            if (test.isPresent()) {
                rows = cast.rows();
                tests.add(test.get());
            }
        }
        return tests.isEmpty()
                ? Optional.empty()
                : Optional.of(new Preflight(
                        "How many rows hold a value that the new type refuses?",
                        "SELECT count(*) FROM " + rows + "(" + String.join(" OR ", tests) + ")"));
    }

    // ---- which values become what

    private List<Cast> casts() {
        Optional<String> table = statement.targetName().flatMap(tables);
        if (table.isEmpty()) {
            return List.of();
        }
        if (statement.starts("alter")) {
            return retyped(table.get());
        }
        List<Cast> casts = new ArrayList<>();
        if (statement.starts("update")) {
            String reached =
                    statement.where().map(where -> "(" + where + ") AND ").orElse("");
            String rows = table.get() + statement.alias() + " WHERE " + reached;
            statement.assignments().forEach((column, value) -> columns.apply(table.get(), column)
                    .map(object -> String.valueOf(object.trait(Trait.TYPE)))
                    .ifPresent(type -> casts.add(becoming(rows, value, type))));
        }
        return casts;
    }

    // ALTER COLUMN c [SET DATA] TYPE t [COLLATE …] [USING e], …
    private List<Cast> retyped(String table) {
        List<Cast> casts = new ArrayList<>();
        for (int i = statement.find(2, "alter"); i >= 0; i = statement.find(i + 1, "alter")) {
            int name = statement.is(i + 1, "column") ? i + 2 : i + 1;
            int type = statement.is(name + 1, "set", "data") ? name + 3 : name + 1;
            if (statement.is(type, "type")) {
                int comma = statement.findAt(type, statement.size(), 0, ",");
                int end = comma < 0 ? statement.size() : comma;
                int using = statement.findAt(type, end, 0, "using");
                int collate = statement.findAt(type, end, 0, "collate");
                int typeEnd = collate > 0 ? collate : using > 0 ? using : end;
                String value = using > 0 ? statement.slice(using + 1, end) : statement.slice(name, name + 1);
                casts.add(becoming(table + " WHERE ", value, statement.slice(type + 1, typeEnd)));
            }
        }
        return casts;
    }

    private static final Pattern DOUBLE_COLON =
            Pattern.compile("(?is)^\\(?\\s*(.+?)\\s*::\\s*([a-z_\"][\\w\". ]*(?:\\([\\d, ]+\\))?)\\s*\\)?$");
    private static final Pattern CAST = Pattern.compile("(?is)^cast\\s*\\((.+)\\s+as\\s+(.+)\\)$");

    // The outermost cast of the expression is where it fails; without one it is the assignment.
    private static Cast becoming(String rows, String value, String type) {
        Matcher explicit = CAST.matcher(value.strip());
        if (explicit.matches()) {
            return new Cast(rows, explicit.group(1), explicit.group(2));
        }
        Matcher colons = DOUBLE_COLON.matcher(value.strip());
        boolean whole = colons.matches() && balanced(colons.group(1));
        return whole ? new Cast(rows, colons.group(1), colons.group(2)) : new Cast(rows, value, type);
    }

    private static boolean balanced(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    // ---- what a type refuses

    private static final Pattern LENGTH = Pattern.compile("(?i)(?:var)?char(?:acter)?(?: varying)?\\s*\\((\\d+)\\)");
    private static final Pattern NUMERIC =
            Pattern.compile("(?i)(?:numeric|decimal)\\s*\\((\\d+)(?:\\s*,\\s*(\\d+))?\\)");

    private Optional<String> refused(Cast cast) {
        String value = "(" + cast.value() + ")";
        String type = cast.type().strip();
        Matcher length = LENGTH.matcher(type);
        if (failure.sqlState().equals("22001")) {
            return length.find()
                    ? Optional.of("length(rtrim(" + value + "::text, ' ')) > " + length.group(1))
                    : Optional.empty();
        }
        // NaN and infinity are beyond every number, and what has no integer of theirs is said in a way of its own.
        if (failure.sqlState().equals("22003") || failure.sqlState().equals("0A000")) {
            return tooLarge(value, type);
        }
        Optional<List<String>> labels = labels(type);
        if (labels.isPresent()) {
            return Optional.of(value + "::text NOT IN ("
                    + labels.get().stream().map(SqlText::literal).collect(Collectors.joining(", ")) + ")");
        }
        return unreadable(value, type);
    }

    private static Optional<String> tooLarge(String value, String type) {
        Matcher numeric = NUMERIC.matcher(type);
        if (numeric.find()) {
            int scale = numeric.group(2) == null ? 0 : Integer.parseInt(numeric.group(2));
            int digits = Integer.parseInt(numeric.group(1)) - scale;
            return Optional.of(
                    "abs(round(" + value + "::numeric, " + scale + ")) >= 1" + "0".repeat(digits) + "::numeric");
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "smallint", "int2" -> beyond(value, "-32768", "32767");
            case "integer", "int", "int4" -> beyond(value, "-2147483648", "2147483647");
            case "bigint", "int8" -> beyond(value, "-9223372036854775808", "9223372036854775807");
            default -> Optional.empty();
        };
    }

    private static Optional<String> beyond(String value, String least, String most) {
        return Optional.of("round(" + value + "::numeric) NOT BETWEEN " + least + " AND " + most);
    }

    private Optional<List<String>> labels(String type) {
        String plain = SqlWords.of(type).stream()
                .filter(SqlWords.Word::name)
                .map(SqlWords.Word::text)
                .reduce((first, last) -> last)
                .orElse("");
        return before.all(ObjectKind.ENUM)
                .filter(object -> object.id().name().equals(plain)
                        || object.id().name().replace("\"", "").endsWith("." + plain))
                .findFirst()
                .map(object -> Arrays.asList(Optional.ofNullable(object.trait(Trait.LABELS))
                        .orElse("")
                        .split(",")));
    }

    /** What PostgreSQL before 16, which cannot be asked, would read at least. */
    private static final Map<String, String> READABLE = Map.ofEntries(
            Map.entry("integer", "^\\s*[-+]?\\d+\\s*$"),
            Map.entry("int", "^\\s*[-+]?\\d+\\s*$"),
            Map.entry("int4", "^\\s*[-+]?\\d+\\s*$"),
            Map.entry("bigint", "^\\s*[-+]?\\d+\\s*$"),
            Map.entry("int8", "^\\s*[-+]?\\d+\\s*$"),
            Map.entry("smallint", "^\\s*[-+]?\\d+\\s*$"),
            Map.entry("numeric", "^\\s*([-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?|nan|[-+]?inf(inity)?)\\s*$"),
            Map.entry("double precision", "^\\s*([-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?|nan|[-+]?inf(inity)?)\\s*$"),
            Map.entry("real", "^\\s*([-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?|nan|[-+]?inf(inity)?)\\s*$"),
            Map.entry("boolean", "^\\s*(t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|off|of|1|0)\\s*$"),
            Map.entry("uuid", "^\\{?[0-9a-f]{4}(-?[0-9a-f]{4}){7}\\}?$"),
            Map.entry("date", "^\\s*(\\d{4}-\\d\\d?-\\d\\d?|-?infinity|epoch|today|now)"),
            Map.entry("timestamp", "^\\s*(\\d{4}-\\d\\d?-\\d\\d?|-?infinity|epoch|today|now)"),
            Map.entry("timestamptz", "^\\s*(\\d{4}-\\d\\d?-\\d\\d?|-?infinity|epoch|today|now)"),
            Map.entry("json", "^\\s*([\\[{\"]|-?\\d|true|false|null)"),
            Map.entry("jsonb", "^\\s*([\\[{\"]|-?\\d|true|false|null)"));

    private Optional<String> unreadable(String value, String type) {
        if (major >= 16) {
            return Optional.of("NOT pg_input_is_valid(" + value + "::text, " + SqlText.literal(type) + ")");
        }
        String bare = type.toLowerCase(Locale.ROOT)
                .replaceAll("\\(.*?\\)", "")
                .replace(" with time zone", "tz")
                .replace(" without time zone", "")
                .strip();
        String pattern = READABLE.get(bare);
        return pattern == null ? Optional.empty() : Optional.of(value + "::text !~* " + SqlText.literal(pattern));
    }
}
