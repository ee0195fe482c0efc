package dev.lockkeeper.chain;

import dev.lockkeeper.model.SourceSpan;
import java.util.Arrays;

/** The decoded text of one file of a chain; knows on which line each character stands. */
public final class SourceText {

    private final String file;
    private final String text;
    private final String encoding;
    private final int[] lineStarts;

    private SourceText(String file, String text, String encoding) {
        this.file = file;
        this.text = text;
        this.encoding = encoding;
        this.lineStarts = lineStarts(text);
    }

    /**
     * A text read from somewhere.
     *
     * @param file relative to the chain's folder
     */
    public static SourceText of(String file, String text) {
        return new SourceText(file, text, "UTF-8");
    }

    /** A text that was not plain UTF-8, such as {@code UTF-16LE} or {@code UTF-8 with a byte order mark}. */
    static SourceText of(String file, String text, String encoding) {
        return new SourceText(file, text, encoding);
    }

    /** The same file after its tool put other text in, such as the values of placeholders. */
    public SourceText replacedBy(String other) {
        return new SourceText(file, other, encoding);
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    /** {@code UTF-8} unless the file began with a byte order mark. */
    public String encoding() {
        return encoding;
    }

    public int length() {
        return text.length();
    }

    /** How many lines there are; an empty text has one. */
    public int lines() {
        return lineStarts.length;
    }

    /** Where the line begins; the first line is 1, and one line past the last begins at the end of the text. */
    public int startOf(int line) {
        return line > lineStarts.length ? text.length() : lineStarts[line - 1];
    }

    /** The line without its end. */
    public String line(int line) {
        int end = startOf(line + 1);
        int start = startOf(line);
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    public int lineAt(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    public SourceSpan spanAt(int offset) {
        return new SourceSpan(file, lineAt(offset));
    }

    /** Where the whole file begins. */
    public SourceSpan start() {
        return new SourceSpan(file, 1);
    }

    /** LF, CR LF and a lone CR end a line, as they do for PostgreSQL's own lexer. */
    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                if (lines == starts.length) {
                    starts = Arrays.copyOf(starts, lines * 2);
                }
                starts[lines++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }
}
