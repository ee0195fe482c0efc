package dev.lockkeeper.model;

import java.util.Map;
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

    public Failure {
        names = Map.copyOf(names);
    }

    public @Nullable String table() {
        String table = names.get("table");
        String schema = names.get("schema");
        return table == null || schema == null ? table : schema + "." + table;
    }
}
