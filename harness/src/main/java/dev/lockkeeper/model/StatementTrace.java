package dev.lockkeeper.model;

import java.util.List;

/**
 * What one statement did on the server.
 *
 * @param held locks it took or strengthened, on relations that existed before the step; held until the script's
 *     transaction ends
 * @param alreadyHeld locks on such relations taken by earlier statements of the same transaction
 * @param rewrote tables whose storage was written anew
 * @param scanned tables read in full (a verifying scan, an index build, a query)
 * @param indexesBuilt indexes built or rebuilt, with their table
 * @param touched rows inserted, updated and deleted per table
 * @param updateCount what the server answered, or -1
 * @param notices codes and texts of notices and warnings
 * @param outsideTransaction whether it ran on its own, outside any transaction of its script
 * @param lockTimeout how long it would have waited for a lock, in milliseconds; 0 for as long as it takes, -1 when that
 *     was not looked at
 */
public record StatementTrace(
        Direction direction,
        int index,
        Statement statement,
        long millis,
        List<Lock> held,
        List<Lock> alreadyHeld,
        List<String> rewrote,
        List<String> scanned,
        List<IndexBuilt> indexesBuilt,
        List<RowsTouched> touched,
        long updateCount,
        List<Notice> notices,
        boolean outsideTransaction,
        long lockTimeout)
        implements Fact {

    /** A lock on a relation that others use. */
    public record Lock(String relation, LockMode mode) {}

    /** An index that was built; {@code concurrently} when writes went on meanwhile. */
    public record IndexBuilt(String index, String table, boolean concurrently) {}

    /** Rows one statement wrote in one table. */
    public record RowsTouched(String table, long inserted, long updated, long deleted) {}

    /** Something the server said beside its answer. */
    public record Notice(String sqlState, String text) {}

    /** The same statement where each commits by itself, so that nothing of earlier ones is held any more. */
    public StatementTrace alone() {
        return new StatementTrace(
                direction,
                index,
                statement,
                millis,
                held,
                List.of(),
                rewrote,
                scanned,
                indexesBuilt,
                touched,
                updateCount,
                notices,
                outsideTransaction,
                lockTimeout);
    }

    public StatementTrace {
        held = List.copyOf(held);
        alreadyHeld = List.copyOf(alreadyHeld);
        rewrote = List.copyOf(rewrote);
        scanned = List.copyOf(scanned);
        indexesBuilt = List.copyOf(indexesBuilt);
        touched = List.copyOf(touched);
        notices = List.copyOf(notices);
    }

    public StatementTrace(
            Direction direction,
            int index,
            Statement statement,
            long millis,
            List<Lock> held,
            List<Lock> alreadyHeld,
            List<String> rewrote,
            List<String> scanned,
            List<IndexBuilt> indexesBuilt,
            List<RowsTouched> touched,
            long updateCount,
            List<Notice> notices,
            boolean outsideTransaction) {
        this(
                direction,
                index,
                statement,
                millis,
                held,
                alreadyHeld,
                rewrote,
                scanned,
                indexesBuilt,
                touched,
                updateCount,
                notices,
                outsideTransaction,
                -1);
    }
}
