package dev.lockkeeper.catalog;

import dev.lockkeeper.model.Fact.SequenceNearLimit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds sequences that have handed out most of what they, or the columns they fill, can hold. */
public final class SequenceRoom {

    /** The manual's view has no columns of tables; like it, this passes over sequences the session may not read. */
    private static final String NEAR =
            """
            SELECT sequence, tbl, col, last, highest, live FROM (
              SELECT format('%I.%I', sn.nspname, s.relname) AS sequence, format('%I.%I', n.nspname, t.relname) AS tbl,
                     quote_ident(a.attname) AS col,
                     CASE WHEN pg_catalog.has_sequence_privilege(s.oid, 'SELECT,USAGE')
                          THEN pg_catalog.pg_sequence_last_value(s.oid) END AS last,
                     q.seqmin AS lowest,
                     least(q.seqmax, CASE a.atttypid WHEN 'pg_catalog.int2'::pg_catalog.regtype THEN 32767 WHEN 'pg_catalog.int4'::pg_catalog.regtype THEN 2147483647
                       ELSE 9223372036854775807 END) AS highest,
                     ?::text[] IS NULL AS live
                FROM pg_catalog.pg_class t
                JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
                JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = t.oid
                     AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
                JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S' AND s.relpersistence <> 't'
                JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
                JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid AND q.seqincrement > 0 AND NOT q.seqcycle
                JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
               WHERE ?::text[] IS NULL OR format('%I.%I', n.nspname, t.relname) = ANY (?::text[])) owned
             WHERE last::numeric - lowest >= 0.8 * (highest::numeric - lowest)
             ORDER BY sequence""";

    private SequenceRoom() {}

    /** Those of the whole database. */
    public static List<SequenceNearLimit> near(Connection session) throws SQLException {
        return ask(session, null);
    }

    /** Those of some tables. */
    public static List<SequenceNearLimit> near(Connection session, Collection<String> tables) throws SQLException {
        return ask(session, session.createArrayOf("text", tables.toArray()));
    }

    private static List<SequenceNearLimit> ask(Connection session, java.sql.@org.jspecify.annotations.Nullable Array of)
            throws SQLException {
        try (PreparedStatement ask = session.prepareStatement(NEAR)) {
            for (int place = 1; place <= 3; place++) {
                ask.setArray(place, of);
            }
            List<SequenceNearLimit> near = new ArrayList<>();
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    near.add(new SequenceNearLimit(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getBoolean(6)));
                }
            }
            return near;
        }
    }
}
