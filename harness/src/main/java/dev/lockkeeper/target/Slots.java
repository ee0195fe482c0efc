package dev.lockkeeper.target;

import dev.lockkeeper.model.TargetFact.SlotBehind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replication slots, and how much of the log each keeps. */
final class Slots {

    private Slots() {}

    static List<SlotBehind> all(Connection session) throws SQLException {
        // A standby writes no log of its own; what it has replayed takes the place of what was written.
        return Rows.of(
                session,
                "SELECT slot_name::text, active, coalesce(pg_catalog.pg_wal_lsn_diff("
                        + "CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn()"
                        + " ELSE pg_catalog.pg_current_wal_lsn() END, restart_lsn), 0)::bigint"
                        + " FROM pg_catalog.pg_replication_slots ORDER BY 1",
                row -> new SlotBehind(row.getString(1), row.getBoolean(2), row.getLong(3)));
    }

    static Map<String, Long> retained(Connection session) throws SQLException {
        Map<String, Long> retained = new LinkedHashMap<>();
        all(session).forEach(slot -> retained.put(slot.slot(), slot.bytes()));
        return retained;
    }
}
