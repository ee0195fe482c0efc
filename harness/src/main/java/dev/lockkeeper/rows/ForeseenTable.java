package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table will hold, as a query on what the live database holds now. Each change makes a new one; one that nobody
 * can foretell says why.
 *
 * @param rows what can stand behind FROM
 * @param columns types by plain name, in order
 * @param changed whether it is anything else than the table itself
 * @param key an expression that names a row for people, or null
 * @param unknown why its rows cannot be foretold, or null
 */
record ForeseenTable(
        String name,
        String rows,
        Map<String, String> columns,
        boolean changed,
        @Nullable String key,
        @Nullable String unknown) {

    static final String KEY = "lockkeeper_key";

    ForeseenTable {
        columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    static ForeseenTable standing(String name, Map<String, String> columns, @Nullable String key) {
        return new ForeseenTable(name, name, columns, false, key, null);
    }

    static ForeseenTable empty(String name, Map<String, String> columns) {
        List<String> parts = new ArrayList<>();
        columns.forEach((column, type) -> parts.add("NULL::" + type + " AS " + SqlText.identifier(column)));
        String list = parts.isEmpty() ? "" : String.join(", ", parts) + " ";
        return new ForeseenTable(name, "(SELECT " + list + "WHERE false)", columns, true, null, null);
    }

    /** Whether nothing is in it yet, since the steps themselves made it. */
    boolean isNewAndEmpty() {
        return unknown == null
                && rows.startsWith("(SELECT ")
                && rows.endsWith(" WHERE false)")
                && !rows.contains(" FROM ");
    }

    ForeseenTable unknown(String why) {
        return new ForeseenTable(name, rows, columns, true, key, unknown == null ? why : unknown);
    }

    ForeseenTable renamed(String other) {
        return new ForeseenTable(other, rows, columns, true, key, unknown);
    }

    /** The rows of this table without those that fit the condition. */
    ForeseenTable without(String condition, String alias) {
        return with("SELECT * FROM " + rows + " AS " + alias + " WHERE (" + condition + ") IS NOT TRUE", columns);
    }

    ForeseenTable emptied() {
        return with("SELECT * FROM " + rows + " AS lockkeeper_rows WHERE false", columns);
    }

    /** With more rows, which a query gives for these columns. */
    ForeseenTable and(String query, List<String> filled) {
        List<String> own = new ArrayList<>();
        List<String> more = new ArrayList<>();
        for (Map.Entry<String, String> column : columns.entrySet()) {
            String quoted = SqlText.identifier(column.getKey());
            own.add(quoted);
            more.add(
                    filled.contains(column.getKey())
                            ? quoted + "::" + column.getValue()
                            : "NULL::" + column.getValue());
        }
        List<String> names = filled.stream().map(SqlText::identifier).toList();
        ForeseenTable both = with(
                "SELECT " + String.join(", ", own) + " FROM " + rows + " AS lockkeeper_rows UNION ALL SELECT "
                        + String.join(", ", more) + " FROM (" + query + ") AS lockkeeper_more("
                        + String.join(", ", names)
                        + ")",
                columns);
        return new ForeseenTable(name, both.rows, both.columns, true, null, unknown);
    }

    /** With other values in some columns; a column that is not there yet comes last. */
    ForeseenTable set(Map<String, String> values, Map<String, String> types, String alias) {
        Map<String, String> now = new LinkedHashMap<>(columns);
        now.putAll(types);
        List<String> list = new ArrayList<>();
        now.forEach((column, type) -> {
            String quoted = SqlText.identifier(column);
            String value = values.get(column);
            list.add(value == null ? alias + "." + quoted : "(" + value + ")::" + type + " AS " + quoted);
        });
        return with(selecting(list, alias), now);
    }

    ForeseenTable drop(String column) {
        Map<String, String> now = new LinkedHashMap<>(columns);
        now.remove(column);
        return with(selecting(now.keySet().stream().map(SqlText::identifier).toList(), "lockkeeper_rows"), now);
    }

    ForeseenTable rename(String column, String other) {
        Map<String, String> now = new LinkedHashMap<>();
        List<String> list = new ArrayList<>();
        columns.forEach((one, type) -> {
            String called = one.equals(column) ? other : one;
            now.put(called, type);
            list.add(SqlText.identifier(one) + " AS " + SqlText.identifier(called));
        });
        return with(selecting(list, "lockkeeper_rows"), now);
    }

    /** The rows with a column that names each for people. */
    String keyed() {
        return key == null || changed ? rows : "(SELECT *, " + key + " AS " + KEY + " FROM " + rows + ")";
    }

    boolean hasKey() {
        return key != null;
    }

    private String selecting(List<String> list, String alias) {
        List<String> all = new ArrayList<>(list);
        if (key != null) {
            all.add(changed ? alias + "." + KEY : key + " AS " + KEY);
        }
        return "SELECT " + String.join(", ", all) + " FROM " + rows + " AS " + alias;
    }

    private ForeseenTable with(String query, Map<String, String> now) {
        boolean star = query.startsWith("SELECT * FROM");
        String source = star && key != null && !changed
                ? query.replaceFirst(
                        "SELECT \\*", java.util.regex.Matcher.quoteReplacement("SELECT *, " + key + " AS " + KEY))
                : query;
        return new ForeseenTable(name, "(" + source + ")", now, true, key, unknown);
    }
}
