package dev.lockkeeper.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of itself before a reading, at a price that does not grow with the schema.
 *
 * @param reading the mark of the reading it was taken for
 * @param session which session asked
 * @param transaction in which transaction, by its start
 * @param clock when, as the server writes it
 * @param others whether other sessions of this database may have written since the time that was asked about
 * @param horizon the oldest transaction still running: what older ones wrote is settled
 * @param writes rows ever written to each watched catalogue; null when the server does not count
 * @param names what definitions print of roles, schemas and tablespaces, by a letter and id
 */
record Pulse(
        String reading,
        long session,
        String transaction,
        String clock,
        boolean others,
        long horizon,
        @Nullable Map<String, Long> writes,
        Map<String, String> names) {

    /** Since this version a session hands in what it counted itself, before it ends. */
    static final int COUNTED_AT_ONCE = 15;

    /**
     * Whether every row written since an earlier pulse shows in {@link #writes}.
     *
     * <p>Counters of the own session are exact. What other sessions wrote they hand in at their end or when idle, so it is
     * enough that those still here did nothing since. Until version 14 counters travel through a process of their own and
     * arrive some time; there only those of the running transaction, which cannot have left yet, are used. What a rollback
     * undoes is not counted at all, so nothing the earlier reading saw may have been rolled back.
     */
    boolean tellsAllSince(Pulse earlier, History history, int major) {
        return history.holds(earlier.reading)
                && writes != null
                && earlier.writes != null
                && session == earlier.session
                && !others
                && (major >= COUNTED_AT_ONCE || transaction.equals(earlier.transaction));
    }

    boolean hasWrittenSince(Pulse earlier, String catalog) {
        if (writes == null || earlier.writes == null) {
            return true;
        }
        Long now = writes.get(catalog);
        return now == null || !now.equals(earlier.writes.get(catalog));
    }

    /** Every definition that names a renamed role, schema or tablespace changes. */
    boolean hasRenamedSince(Pulse earlier) {
        return earlier.names.entrySet().stream().anyMatch(entry -> {
            String name = names.get(entry.getKey());
            return name != null && !name.equals(entry.getValue());
        });
    }
}
