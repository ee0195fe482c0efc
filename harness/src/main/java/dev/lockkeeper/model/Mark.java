package dev.lockkeeper.model;

/** A {@code -- lockkeeper:allow …} or {@code -- lockkeeper:one-way …} comment line of a step, not yet understood. */
public record Mark(String text, SourceSpan at) {}
