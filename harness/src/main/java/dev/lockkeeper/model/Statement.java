package dev.lockkeeper.model;

import org.jspecify.annotations.Nullable;

/**
 * One SQL statement as its tool sends it, without the closing semicolon.
 *
 * @param sql the text, leading comments left out
 * @param at file and line of the statement's first word
 * @param copyData the lines between {@code COPY … FROM stdin;} and {@code \.}, or null for any other statement
 */
public record Statement(String sql, SourceSpan at, @Nullable String copyData) {

    public static Statement of(String sql, SourceSpan at) {
        return new Statement(sql, at, null);
    }

    /** The first characters on one line, for messages. */
    public String excerpt() {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= 100 ? line : line.substring(0, 99) + "…";
    }
}
