package dev.lockkeeper.model;

/** How its own tool sends the statements of one script to the server. */
public enum Grouping {
    /** {@code BEGIN}, the statements one by one, {@code COMMIT}. */
    TRANSACTION,
    /** The whole file as one simple query: several statements are one implicit transaction, a lone one is not. */
    SIMPLE_QUERY,
    /** Statement by statement; each commits on its own. */
    AUTOCOMMIT
}
