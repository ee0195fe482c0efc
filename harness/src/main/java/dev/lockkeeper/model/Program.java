package dev.lockkeeper.model;

/** A step that is a program of the chain's own tool; the chain's {@link ChainDriver} runs it and records its SQL. */
public record Program(SourceSpan at) implements Source {}
