package dev.lockkeeper.model;

import org.jspecify.annotations.Nullable;

/** Trouble the user can fix: what we were doing and where, what the other side answered, what to try. */
public final class LockkeeperException extends RuntimeException {

    private final String doing;
    private final @Nullable String answered;
    private final @Nullable String attempt;

    private LockkeeperException(
            String doing, @Nullable String answered, @Nullable String attempt, @Nullable Throwable cause) {
        super(text(doing, answered, attempt), cause);
        this.doing = doing;
        this.answered = answered;
        this.attempt = attempt;
    }

    /** Begins the sentence, e.g. {@code while("Could not apply V7__email.sql, statement 2 of 3 (line 14).")}. */
    public static LockkeeperException because(String doing) {
        return new LockkeeperException(doing, null, null, null);
    }

    /** What the server, the tool or the file system answered. */
    public LockkeeperException answered(String answer) {
        return new LockkeeperException(doing, answer, attempt, getCause());
    }

    /** What the user can do next, as a command where there is one. */
    public LockkeeperException tryThis(String advice) {
        return new LockkeeperException(doing, answered, advice, getCause());
    }

    /** Keeps the cause for {@code --debug}; its text is never shown to the user. */
    public LockkeeperException causedBy(Throwable cause) {
        return new LockkeeperException(doing, answered, attempt, cause);
    }

    private static String text(String doing, @Nullable String answered, @Nullable String attempt) {
        StringBuilder text = new StringBuilder(doing);
        if (answered != null) {
            text.append('\n').append(answered);
        }
        if (attempt != null) {
            text.append("\nTry: ").append(attempt);
        }
        return text.toString();
    }
}
