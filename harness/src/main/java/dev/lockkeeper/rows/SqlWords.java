package dev.lockkeeper.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts SQL into words, just well enough to see what a statement writes to. */
final class SqlWords {

    /**
     * One word.
     *
     * @param text lower case for plain words, as written for quoted names, one character for signs; empty for a string
     * @param name whether it can name something
     * @param string the content of a string literal, else empty
     * @param from where it begins in the SQL
     * @param to where it ends
     */
    record Word(String text, boolean name, boolean quoted, String string, int depth, int from, int to) {

        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }
    }

    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;
    private int start;
    private int depth;

    private SqlWords(String sql) {
        this.sql = sql;
    }

    static List<Word> of(String sql) {
        SqlWords words = new SqlWords(sql);
        while (words.at < sql.length()) {
            words.next();
        }
        return words.words;
    }

    private void next() {
        char c = sql.charAt(at);
        start = at;
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            at = endOr(sql.indexOf('\n', at));
        } else if (sql.startsWith("/*", at)) {
            blockComment();
        } else if (c == '\'') {
            string(false);
        } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
            at++;
            string(true);
        } else if (c == '"') {
            quotedName();
        } else if (c == '$' && dollarString()) {
            return;
        } else if (Character.isLetter(c) || c == '_') {
            plainWord();
        } else {
            sign(c);
        }
    }

    private int endOr(int index) {
        return index < 0 ? sql.length() : index;
    }

    private void add(String text, boolean name, boolean quoted, String string) {
        words.add(new Word(text, name, quoted, string, depth, start, at));
    }

    private void blockComment() {
        int open = 0;
        do {
            if (sql.startsWith("/*", at)) {
                open++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                open--;
                at += 2;
            } else {
                at++;
            }
        } while (open > 0 && at < sql.length());
    }

    private void string(boolean escapes) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (escapes && c == '\\' && at + 1 < sql.length()) {
                text.append(sql.charAt(at + 1));
                at += 2;
            } else if (c == '\'' && sql.startsWith("''", at)) {
                text.append(c);
                at += 2;
            } else if (c == '\'') {
                break;
            } else {
                text.append(c);
                at++;
            }
        }
        at++;
        add("", false, true, text.toString());
    }

    private void quotedName() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length() && (sql.charAt(at) != '"' || sql.startsWith("\"\"", at))) {
            at += sql.charAt(at) == '"' ? 1 : 0;
            text.append(sql.charAt(at++));
        }
        at++;
        add(text.toString(), true, true, "");
    }

    private boolean dollarString() {
        int tagEnd = sql.indexOf('$', at + 1);
        if (tagEnd < 0 || !sql.substring(at + 1, tagEnd).matches("(?:[\\p{L}_][\\p{L}\\p{N}_]*)?")) {
            return false;
        }
        String tag = sql.substring(at, tagEnd + 1);
        int end = endOr(sql.indexOf(tag, tagEnd + 1));
        at = Math.min(sql.length(), end + tag.length());
        add("", false, true, sql.substring(Math.min(tagEnd + 1, end), end));
        return true;
    }

    private void plainWord() {
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || "_$".indexOf(sql.charAt(at)) >= 0)) {
            at++;
        }
        add(sql.substring(start, at).toLowerCase(Locale.ROOT), true, false, "");
    }

    private void sign(char c) {
        if (Character.isDigit(c)) {
            while (at < sql.length()
                    && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.' || sql.charAt(at) == '_')) {
                at++;
            }
            add(sql.substring(start, at), false, false, "");
            return;
        }
        depth -= c == ')' ? 1 : 0;
        at++;
        add(String.valueOf(c), false, false, "");
        depth += c == '(' ? 1 : 0;
    }
}
