package dev.lockkeeper.chain.alembic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Python file cut into words, as far as reading a module's fields needs it.
 *
 * @param lines the logical lines: brackets and strings may run over several lines of the file
 * @param comments all comments, without the hash
 * @param trouble why the file cannot be Python, or null
 */
record PythonText(List<Line> lines, List<Comment> comments, @Nullable Trouble trouble) {

    enum Kind {
        NAME,
        /** A string whose value is known; the token's text is that value. */
        STRING,
        /** A formatted string: its value is known only when the program runs. */
        FORMATTED,
        NUMBER,
        SYMBOL
    }

    record Token(Kind kind, String text, int line) {

        boolean is(String word) {
            return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(word);
        }
    }

    /** One logical line; never without a token. */
    record Line(int indent, List<Token> tokens) {

        Line {
            tokens = List.copyOf(tokens);
        }

        int number() {
            return tokens.get(0).line();
        }

        boolean startsWith(String word) {
            return tokens.get(0).is(word);
        }

        /** A string on its own: a docstring, or a comment by other means. */
        boolean isString() {
            return tokens.stream().allMatch(token -> token.kind() == Kind.STRING || token.kind() == Kind.FORMATTED);
        }

        int indexOf(String symbol) {
            int depth = 0;
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (depth == 0 && token.is(symbol)) {
                    return i;
                }
                if (token.is("(") || token.is("[") || token.is("{")) {
                    depth++;
                } else if (token.is(")") || token.is("]") || token.is("}")) {
                    depth--;
                }
            }
            return -1;
        }
    }

    record Comment(String text, int line) {}

    record Trouble(String what, int line) {}

    PythonText {
        lines = List.copyOf(lines);
        comments = List.copyOf(comments);
    }

    static PythonText of(String source) {
        return new PythonLexer(source).read();
    }
}
