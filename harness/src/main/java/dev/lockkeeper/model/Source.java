package dev.lockkeeper.model;

/** What one direction of a step consists of. */
public sealed interface Source permits Script, Program, Unreadable {

    SourceSpan at();
}
