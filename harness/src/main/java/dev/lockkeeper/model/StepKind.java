package dev.lockkeeper.model;

/** How a step takes part in the chain. */
public enum StepKind {
    VERSIONED,
    /** Run again whenever its text changes (Flyway {@code R__}); has no way back of its own. */
    REPEATABLE,
    /** Stands for all steps up to its version on an empty database (Flyway {@code B}); verified beside the chain. */
    BASELINE
}
