package dev.lockkeeper.model;

/** A step we can neither read nor run, such as a Go or Java migration; what follows from it stays undecided. */
public record Unreadable(SourceSpan at, String why) implements Source {}
