package dev.lockkeeper.catalog;

import org.jspecify.annotations.Nullable;

/** Names and values as SQL text. */
public final class SqlText {

    private SqlText() {}

    /** A string literal that means the same whatever {@code standard_conforming_strings} says; NULL for null. */
    public static String literal(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }

    /** An identifier, quoted always, since which words are reserved depends on the server. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
