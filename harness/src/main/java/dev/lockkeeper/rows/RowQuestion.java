package dev.lockkeeper.rows;

import dev.lockkeeper.model.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A question for a live database: which of its rows would a statement of a pending step refuse?
 *
 * @param at the statement
 * @param constraint what such rows break, as people name it
 * @param count gives one number
 * @param keys gives keys of a few such rows; null where rows have none to show
 * @param values gives the values of a few such rows, as text; null where there are none to show
 * @param sqlState what the server would answer
 */
public record RowQuestion(
        SourceSpan at,
        String table,
        String constraint,
        String question,
        String count,
        @Nullable String keys,
        @Nullable String values,
        String sqlState) {

    /** Whether it only reads what the statement computes, so that a narrower question that found rows says it better. */
    public boolean isAboutAll() {
        return constraint.equals(StepQuestions.COMPUTED);
    }
}
