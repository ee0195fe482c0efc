package dev.lockkeeper.model;

/** The way back of a step, as its author left it. */
public sealed interface Down {

    /** There is a script; it may be empty, which is judged by what the up changed. */
    record Written(Source source) implements Down {}

    /** There is none. */
    record Missing() implements Down {}

    /** The author says there is none on purpose ({@code -- lockkeeper:one-way reason="…"}). */
    record OneWay(String reason, SourceSpan at) implements Down {}
}
