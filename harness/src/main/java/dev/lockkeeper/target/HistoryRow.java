package dev.lockkeeper.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of a history table, in words that all tools share.
 *
 * @param key how the tool names the step: a version, a file, a time
 * @param description what the row says beside it, or empty
 * @param checksum the tool's own, as text, or null where it keeps none
 * @param at when it ran, where the tool says so
 * @param detail what else there is to say: an error, an error's log
 */
public record HistoryRow(
        String key,
        String description,
        @Nullable String checksum,
        @Nullable Instant at,
        Outcome outcome,
        @Nullable String detail) {

    /** How the run ended. */
    public enum Outcome {
        APPLIED,
        /** It began and did not end well; what it left behind is unknown. */
        FAILED,
        /** It was applied and taken back, or declared so. */
        UNDONE,
        /** Everything up to here counts as applied, though this tool never ran it here. */
        BASELINE
    }

    static HistoryRow applied(String key) {
        return new HistoryRow(key, "", null, null, Outcome.APPLIED, null);
    }

    HistoryRow at(@Nullable Instant when) {
        return new HistoryRow(key, description, checksum, when, outcome, detail);
    }

    HistoryRow described(String text) {
        return new HistoryRow(key, text, checksum, at, outcome, detail);
    }

    HistoryRow summed(@Nullable String sum) {
        return new HistoryRow(key, description, sum, at, outcome, detail);
    }

    HistoryRow ended(Outcome how, @Nullable String why) {
        return new HistoryRow(key, description, checksum, at, how, why);
    }
}
