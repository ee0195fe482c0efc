package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.alembic.PythonText.Comment;
import dev.lockkeeper.chain.alembic.PythonText.Kind;
import dev.lockkeeper.chain.alembic.PythonText.Line;
import dev.lockkeeper.chain.alembic.PythonText.Token;
import dev.lockkeeper.chain.alembic.PythonText.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts Python into logical lines and words, by the lexical rules of the language reference, chapter 2. */
final class PythonLexer {

    private static final int TAB = 8;

    private final String source;
    private final List<Line> lines = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private @Nullable Trouble trouble;
    private int at;
    private int line = 1;
    private int indent;
    private int depth;
    private int opened;

    PythonLexer(String source) {
        this.source = source.replace("\r\n", "\n").replace('\r', '\n');
    }

    PythonText read() {
        indent = indentation();
        while (at < source.length() && trouble == null) {
            next();
        }
        endOfLine();
        if (trouble == null && depth > 0) {
            trouble = new Trouble("a bracket is opened here and never closed", opened);
        }
        return new PythonText(lines, comments, trouble);
    }

    private void next() {
        char c = source.charAt(at);
        if (c == '\n') {
            newLine();
        } else if (c == '#') {
            comment();
        } else if (c == '\\' && peek(1) == '\n') {
            at += 2;
            line++;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"' || c == '\'') {
            string("");
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            name();
        } else if (Character.isDigit(c)) {
            number();
        } else {
            symbol(c);
        }
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
    }

    private void newLine() {
        at++;
        line++;
        if (depth == 0) {
            endOfLine();
            indent = indentation();
        }
    }

    private void endOfLine() {
        if (!tokens.isEmpty()) {
            lines.add(new Line(indent, tokens));
            tokens = new ArrayList<>();
        }
    }

    private int indentation() {
        int width = 0;
        while (peek(0) == ' ' || peek(0) == '\t' || peek(0) == '\f') {
            width = peek(0) == '\t' ? (width / TAB + 1) * TAB : width + 1;
            at++;
        }
        return width;
    }

    private void comment() {
        int end = source.indexOf('\n', at);
        end = end < 0 ? source.length() : end;
        comments.add(new Comment(source.substring(at + 1, end).strip(), line));
        at = end;
    }

    private void name() {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        String word = source.substring(start, at);
        boolean quoted = peek(0) == '"' || peek(0) == '\'';
        if (quoted && word.toLowerCase(Locale.ROOT).matches("[rbuft]{1,2}")) {
            string(word.toLowerCase(Locale.ROOT));
        } else {
            add(Kind.NAME, word, line);
        }
    }

    private void number() {
        int start = at;
        while (at < source.length()
                && (Character.isLetterOrDigit(source.charAt(at)) || peek(0) == '_' || peek(0) == '.')) {
            at++;
        }
        add(Kind.NUMBER, source.substring(start, at), line);
    }

    private void symbol(char c) {
        if (c == '(' || c == '[' || c == '{') {
            opened = depth == 0 ? line : opened;
            depth++;
        } else if (c == ')' || c == ']' || c == '}') {
            depth--;
            if (depth < 0) {
                trouble = new Trouble("a bracket is closed here that was never opened", line);
            }
        }
        at++;
        if (c == ';' && depth == 0) {
            endOfLine();
        } else {
            add(Kind.SYMBOL, String.valueOf(c), line);
        }
    }

    private void add(Kind kind, String text, int where) {
        tokens.add(new Token(kind, text, where));
    }

    private void string(String prefix) {
        int start = line;
        boolean formatted = prefix.contains("f") || prefix.contains("t");
        String value = body(prefix.contains("r"), formatted);
        if (trouble == null) {
            add(formatted ? Kind.FORMATTED : Kind.STRING, value, start);
        }
    }

    /** Reads from the opening quote to behind the closing one. */
    private String body(boolean raw, boolean formatted) {
        int start = line;
        char quote = peek(0);
        boolean triple = peek(1) == quote && peek(2) == quote;
        String close = String.valueOf(quote).repeat(triple ? 3 : 1);
        at += close.length();
        StringBuilder value = new StringBuilder();
        while (!source.startsWith(close, at)) {
            if (at >= source.length() || (!triple && peek(0) == '\n')) {
                trouble = new Trouble("a string begins here and never ends", start);
                return "";
            }
            if (formatted && peek(0) == '{' && peek(1) != '{') {
                replacementField();
            } else if (peek(0) == '\\') {
                escape(raw, value);
            } else {
                at += formatted && (peek(0) == '{' || peek(0) == '}') && peek(1) == peek(0) ? 1 : 0;
                take(value);
            }
        }
        at += close.length();
        return value.toString();
    }

    private void take(StringBuilder value) {
        char c = peek(0);
        if (c == '\n') {
            line++;
        }
        value.append(c);
        at++;
    }

    /** Since Python 3.12 a replacement field may hold strings with the same quote as the one around it. */
    private void replacementField() {
        int braces = 0;
        do {
            char c = peek(0);
            if (at >= source.length()) {
                return;
            }
            if (c == '"' || c == '\'') {
                body(false, false);
                continue;
            }
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            take(new StringBuilder());
        } while (braces > 0 && trouble == null);
    }

    private void escape(boolean raw, StringBuilder value) {
        char c = peek(1);
        if (raw) {
            take(value);
            if (at < source.length()) {
                take(value);
            }
            return;
        }
        at += 2;
        switch (c) {
            case '\n' -> line++;
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case '\\', '\'', '"' -> value.append(c);
            case 'x' -> hexadecimal(2, value);
            case 'u' -> hexadecimal(4, value);
            case 'U' -> hexadecimal(8, value);
            default -> value.append('\\').append(c);
        }
    }

    private void hexadecimal(int digits, StringBuilder value) {
        int end = Math.min(at + digits, source.length());
        try {
            value.appendCodePoint(Integer.parseInt(source.substring(at, end), 16));
            at = end;
        } catch (IllegalArgumentException e) {
            trouble = new Trouble("an escape in a string is not complete", line);
        }
    }
}
