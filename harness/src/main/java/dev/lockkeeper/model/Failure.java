package dev.lockkeeper.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement the server refused.
 *
 * @param at the statement's line, or the line inside it that the server pointed at
 * @param sqlState five characters; {@code 00000} when the refusal did not come from the server
 * @param names what the server named: schema, table, column, constraint, datatype (only those present)
 */
public record Failure(
        SourceSpan at,
        String excerpt,
        String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        Map<String, String> names) {

    /**
     * Classes of refusals that other rows might not have met: too many rows where one may be, values, constraints, the
     * view's check option, what functions and DO blocks raise, and rows too long for an index.
     */
    private static final Set<String> ABOUT_ROWS = Set.of("21", "22", "23", "44", "P0", "54");

    public Failure {
        names = Map.copyOf(names);
    }

    /** Whether other rows could have made the server accept the statement. */
    public boolean mayBeAboutRows() {
        return mayBeAboutRows(sqlState, message);
    }

    public static boolean mayBeAboutRows(String sqlState, String message) {
        return sqlState.length() == 5
                && (ABOUT_ROWS.contains(sqlState.substring(0, 2)) || isOfNoNumber(sqlState, message));
    }

    /** What is no number, or has no end, is no integer: the server counts that among what it has not got. */
    private static boolean isOfNoNumber(String sqlState, String message) {
        return sqlState.equals("0A000") && message.contains("cannot convert");
    }

    public @Nullable String table() {
        String table = names.get("table");
        String schema = names.get("schema");
        return table == null || schema == null ? table : schema + "." + table;
    }
}
