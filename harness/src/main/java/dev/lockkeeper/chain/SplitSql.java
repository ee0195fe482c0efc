package dev.lockkeeper.chain;

import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.SourceSpan;
import dev.lockkeeper.model.Statement;
import java.util.List;

/**
 * A text of SQL, cut into what a server understands.
 *
 * @param pieces where each statement stands in the text, in the order of {@code statements}
 * @param commands the backslash commands of psql in it
 */
public record SplitSql(List<Statement> statements, List<Piece> pieces, List<Mark> marks, List<PsqlCommand> commands) {

    public SplitSql {
        statements = List.copyOf(statements);
        pieces = List.copyOf(pieces);
        marks = List.copyOf(marks);
        commands = List.copyOf(commands);
    }

    /**
     * A statement's place: from its first character to behind its last, without comments around it; then its copy data,
     * which is empty for every other statement.
     */
    public record Piece(int start, int end, int dataStart, int dataEnd) {}

    /**
     * A line for psql, not for the server.
     *
     * @param text the command with what follows it on the line
     * @param insideStatement whether a statement had begun and not ended before it
     */
    public record PsqlCommand(String text, SourceSpan at, boolean insideStatement) {

        /** The backslash and the word behind it. */
        public String name() {
            int end = 1;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return text.substring(0, Math.min(end, text.length()));
        }

        public String argument() {
            return text.substring(name().length()).strip();
        }
    }
}
