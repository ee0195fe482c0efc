package dev.lockkeeper.chain;

import dev.lockkeeper.chain.SplitSql.Piece;
import dev.lockkeeper.chain.SplitSql.PsqlCommand;
import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.Parser;

/**
 * Cuts a script into statements the way psql does. The hard parts of the language (quotes, dollar quotes, nested
 * comments) are the driver's own; what it does not know is here: bodies of {@code BEGIN ATOMIC}, rows behind {@code COPY
 * … FROM stdin}, backslash commands. A text that ends inside a quote gives one last statement, which the server refuses.
 */
public final class SqlSplitter {

    private static final String MARK = "lockkeeper:";

    /** The word just before, as far as it matters for the one in hand. */
    private enum Before {
        BEGIN,
        FROM,
        /** {@code AS} or a dot: a keyword behind it is only a name. */
        NAMING,
        OTHER
    }

    private final SourceText source;
    private final int base;
    private final char[] a;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<PsqlCommand> commands = new ArrayList<>();

    private int i;
    private int start = -1;
    private int end;
    private int parentheses;
    private int atomic;
    private boolean copy;
    private boolean fromStdin;
    private Before before = Before.OTHER;

    private SqlSplitter(SourceText source, int from, int to) {
        this.source = source;
        this.base = from;
        this.a = new char[to - from];
        source.text().getChars(from, to, a, 0);
    }

    public static SplitSql split(SourceText source) {
        return split(source, 0, source.length());
    }

    /** Splits a part of a file; lines are those of the file. */
    public static SplitSql split(SourceText source, int from, int to) {
        SqlSplitter splitter = new SqlSplitter(source, from, to);
        splitter.run();
        return new SplitSql(splitter.statements, splitter.pieces, splitter.marks, splitter.commands);
    }

    private void run() {
        while (i < a.length) {
            char c = a[i];
            if (isSpace(c)) {
                i++;
            } else if (c == '-' && next() == '-') {
                lineComment();
            } else if (c == '/' && next() == '*') {
                blockComment();
            } else if (c == '\\') {
                psqlCommand();
            } else if (c == ';' && parentheses == 0 && atomic == 0) {
                semicolon();
            } else {
                token(c);
            }
        }
        emit(a.length, a.length);
    }

    private char next() {
        return i + 1 < a.length ? a[i + 1] : '\0';
    }

    private void lineComment() {
        int from = i + 2;
        i = Parser.parseLineComment(a, i) + 1;
        String comment = new String(a, from, Math.min(i, a.length) - from).strip();
        if (comment.startsWith(MARK)) {
            marks.add(new Mark(comment, source.spanAt(base + from - 2)));
        }
    }

    /** A comment without an end is kept as a statement, so that the server can refuse it. */
    private void blockComment() {
        int close = Parser.parseBlockComment(a, i);
        if (close >= a.length || a[close] != '/' || a[close - 1] != '*') {
            start = start < 0 ? i : start;
            end = a.length;
        }
        i = close + 1;
    }

    /** Outside quotes and comments a backslash means nothing to the server, so it is for psql, to the end of its line. */
    private void psqlCommand() {
        int from = i;
        i = endOfLine(i);
        commands.add(new PsqlCommand(new String(a, from, i - from).strip(), source.spanAt(base + from), start >= 0));
    }

    private void semicolon() {
        i++;
        if (copy && fromStdin) {
            emitCopy();
        } else {
            emit(i, i);
        }
    }

    /** The rows begin on the line behind the statement and run to a line that holds only {@code \.}. */
    private void emitCopy() {
        int rest = i;
        int data = afterLineBreak(endOfLine(i));
        int line = data;
        while (line < a.length && !isEndOfData(line)) {
            line = afterLineBreak(endOfLine(line));
        }
        emit(data, Math.min(line, a.length));
        i = line < a.length ? endOfLine(line) : a.length;
        restOfCopyLine(rest, data);
    }

    /** What stands behind the semicolon on the same line is run after the rows, as psql does. */
    private void restOfCopyLine(int from, int to) {
        SplitSql rest = split(source, base + from, base + to);
        statements.addAll(rest.statements());
        pieces.addAll(rest.pieces());
        marks.addAll(rest.marks());
        commands.addAll(rest.commands());
    }

    private boolean isEndOfData(int line) {
        return a[line] == '\\' && line + 1 < a.length && a[line + 1] == '.' && endOfLine(line) == line + 2;
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < a.length && a[at] != '\n' && a[at] != '\r') {
            at++;
        }
        return at;
    }

    private int afterLineBreak(int at) {
        if (at + 1 < a.length && a[at] == '\r' && a[at + 1] == '\n') {
            return at + 2;
        }
        return Math.min(at + 1, a.length);
    }

    private void emit(int dataStart, int dataEnd) {
        if (start >= 0) {
            boolean hasData = copy && fromStdin;
            statements.add(new Statement(
                    new String(a, start, end - start),
                    source.spanAt(base + start),
                    hasData ? new String(a, dataStart, dataEnd - dataStart) : null));
            pieces.add(piece(hasData ? dataStart : end, hasData ? dataEnd : end));
        }
        start = -1;
        parentheses = 0;
        atomic = 0;
        copy = false;
        fromStdin = false;
        before = Before.OTHER;
    }

    private Piece piece(int dataStart, int dataEnd) {
        return new Piece(base + start, base + end, base + dataStart, base + dataEnd);
    }

    private void token(char c) {
        boolean first = start < 0;
        if (first) {
            start = i;
        }
        if (startsWord(c)) {
            word(first);
        } else {
            before = c == '.' ? Before.NAMING : Before.OTHER;
            switch (c) {
                case '\'' -> i = closing(Parser.parseSingleQuotes(a, i, true));
                case '"' -> i = closing(Parser.parseDoubleQuotes(a, i));
                case '$' -> i = closing(Parser.parseDollarQuotes(a, i));
                case '(' -> parentheses++;
                case ')' -> parentheses = Math.max(0, parentheses - 1);
                default -> {
                    // an operator, a digit, a comma
                }
            }
            i++;
        }
        end = Math.min(i, a.length);
    }

    private int closing(int at) {
        return Math.min(at, a.length - 1);
    }

    private void word(boolean first) {
        int from = i;
        while (i < a.length && continuesWord(a[i])) {
            i++;
        }
        if (i == from + 1 && (a[from] == 'e' || a[from] == 'E') && i < a.length && a[i] == '\'') {
            escapeString();
            before = Before.OTHER;
            return;
        }
        Before now = Before.OTHER;
        if (before != Before.NAMING) {
            if (is(from, "BEGIN")) {
                now = Before.BEGIN;
            } else if (is(from, "ATOMIC") && before == Before.BEGIN) {
                atomic++;
            } else if (atomic > 0 && is(from, "CASE")) {
                atomic++;
            } else if (atomic > 0 && is(from, "END")) {
                atomic--;
            } else if (is(from, "AS")) {
                now = Before.NAMING;
            } else if (is(from, "FROM")) {
                now = Before.FROM;
            } else if (first && is(from, "COPY")) {
                copy = true;
            } else if (copy && before == Before.FROM && parentheses == 0 && is(from, "STDIN")) {
                fromStdin = true;
            }
        }
        before = now;
    }

    private boolean is(int from, String keyword) {
        if (i - from != keyword.length()) {
            return false;
        }
        for (int k = 0; k < keyword.length(); k++) {
            if ((a[from + k] & ~0x20) != keyword.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /** As the server's lexer has it: every character beyond ASCII may be part of a name. */
    private static boolean startsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean continuesWord(char c) {
        return startsWord(c) || (c >= '0' && c <= '9') || c == '$';
    }

    /** The vertical tab is a blank since PostgreSQL 16. */
    private static boolean isSpace(char c) {
        return Parser.isSpace(c) || c == 0x0B;
    }

    /** A string with backslashes; a further piece on a later line belongs to it and has backslashes too. */
    private void escapeString() {
        do {
            i = closing(Parser.parseSingleQuotes(a, i, false)) + 1;
        } while (continues());
    }

    private boolean continues() {
        int at = i;
        boolean newLine = false;
        while (at < a.length) {
            if (isSpace(a[at])) {
                newLine |= a[at] == '\n' || a[at] == '\r';
                at++;
            } else if (a[at] == '-' && at + 1 < a.length && a[at + 1] == '-') {
                at = endOfLine(at);
            } else {
                break;
            }
        }
        if (!newLine || at >= a.length || a[at] != '\'') {
            return false;
        }
        i = at;
        return true;
    }
}
