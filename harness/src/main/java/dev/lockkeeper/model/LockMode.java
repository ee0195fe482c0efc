package dev.lockkeeper.model;

/** A table lock of PostgreSQL, weakest first, with what it keeps waiting. */
public enum LockMode {
    ACCESS_SHARE("AccessShareLock", "nothing but DROP and most ALTER TABLE"),
    ROW_SHARE("RowShareLock", "nothing but exclusive locks"),
    ROW_EXCLUSIVE("RowExclusiveLock", "no reads or writes; index builds and most schema changes"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "no reads or writes; vacuum and other schema changes"),
    SHARE("ShareLock", "every write"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "every write"),
    EXCLUSIVE("ExclusiveLock", "every write and SELECT FOR UPDATE"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "every read and every write");

    private final String serverName;
    private final String blocks;

    LockMode(String serverName, String blocks) {
        this.serverName = serverName;
        this.blocks = blocks;
    }

    /** The name in {@code pg_locks}. */
    public static LockMode fromServer(String name) {
        for (LockMode mode : values()) {
            if (mode.serverName.equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("unknown lock mode " + name);
    }

    /** The spelling of the manual and of the report, e.g. {@code ACCESS EXCLUSIVE}. */
    public String words() {
        return name().replace('_', ' ');
    }

    public String blocks() {
        return blocks;
    }

    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }
}
