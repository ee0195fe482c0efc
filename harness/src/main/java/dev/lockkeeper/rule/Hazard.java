package dev.lockkeeper.rule;

/** What a statement may do to a table in use; one name each, so that one hazard is told once. */
public enum Hazard {
    // storage written anew
    TYPE_CHANGE,
    VOLATILE_DEFAULT,
    STORED_GENERATED,
    SERIAL_OR_IDENTITY,
    LOGGED_UNLOGGED,
    ACCESS_METHOD,
    TABLESPACE,
    VACUUM_FULL_OR_CLUSTER,
    REFRESH,
    OTHER_REWRITE,
    // indexes built
    CREATE_INDEX,
    CREATE_INDEX_PARTITIONED,
    REINDEX,
    UNIQUE_CONSTRAINT,
    PRIMARY_KEY,
    EXCLUSION,
    // scans
    CHECK,
    TYPE_RECHECK,
    FOREIGN_KEY,
    VALIDATE_WHILE_HELD,
    NOT_NULL,
    PRIMARY_KEY_USING_INDEX,
    ATTACH,
    // locks of a moment
    DETACH,
    INHERIT,
    DROP_INDEX,
    CREATE_TRIGGER,
    DISABLE_TRIGGER,
    LOCK_TABLE,
    ROW_SECURITY
}
