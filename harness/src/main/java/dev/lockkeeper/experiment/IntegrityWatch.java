package dev.lockkeeper.experiment;

import dev.lockkeeper.catalog.SequenceRoom;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Fact.Orphans;
import dev.lockkeeper.model.Fact.SequenceBehind;
import dev.lockkeeper.rows.RowOrigins;
import dev.lockkeeper.rows.SequenceLag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts orphans under the foreign keys of some tables, and looks for sequences behind their columns or near their end. */
final class IntegrityWatch {

    private static final String SEQUENCES =
            """
            SELECT format('%I.%I', sn.nspname, s.relname), format('%I.%I', n.nspname, t.relname), quote_ident(a.attname),
                   CASE WHEN pg_catalog.pg_sequence_last_value(s.oid) IS NULL THEN q.seqstart
                        ELSE pg_catalog.pg_sequence_last_value(s.oid) + q.seqincrement END,
                   s.oid::bigint, pg_catalog.pg_sequence_last_value(s.oid) IS NULL
              FROM pg_catalog.pg_class t
              JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
              JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = t.oid
                   AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
              JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
              JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
              JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid AND q.seqincrement > 0
              JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
             WHERE format('%I.%I', n.nspname, t.relname) = ANY (?)
             ORDER BY 1""";

    private static final String KEYS =
            """
            SELECT format('%I.%I', cn.nspname, c.relname), format('%I.%I', pn.nspname, p.relname), quote_ident(k.conname),
                   (SELECT string_agg(format('x.%I = y.%I', ca.attname, pa.attname), ' AND ' ORDER BY o.i)
                      FROM unnest(k.conkey, k.confkey) WITH ORDINALITY o (ck, pk, i)
                      JOIN pg_catalog.pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = o.ck
                      JOIN pg_catalog.pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = o.pk),
                   (SELECT string_agg(format('x.%I IS NOT NULL', ca.attname), ' AND ' ORDER BY o.i)
                      FROM unnest(k.conkey) WITH ORDINALITY o (ck, i)
                      JOIN pg_catalog.pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = o.ck)
              FROM pg_catalog.pg_constraint k
              JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
              JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
              JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
              JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
             WHERE k.contype = 'f' AND k.conparentid = 0
               AND (format('%I.%I', cn.nspname, c.relname) = ANY (?) OR format('%I.%I', pn.nspname, p.relname) = ANY (?))
             ORDER BY 1, 3""";

    private final Connection connection;
    private final RowOrigins origins;
    /** Those of the last look: one that is not among them has taken the place of another. */
    private Set<Long> sequences = new HashSet<>();

    private boolean lookedBefore;

    /** @param origins tells rows of ours, whose keys no sequence gave them, from those of others */
    IntegrityWatch(Connection connection, RowOrigins origins) {
        this.connection = connection;
        this.origins = origins;
    }

    /** Whether one of the tables holds anything: in empty ones there is nothing to be wrong. */
    static boolean anyRow(Connection connection, Collection<String> tables) throws SQLException {
        if (tables.isEmpty()) {
            return false;
        }
        String sql = tables.stream()
                .map(table -> "EXISTS (SELECT FROM " + table + ")")
                .collect(Collectors.joining(" OR ", "SELECT ", ""));
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** What is wrong now with the named tables and those their keys join them to. */
    Set<Fact> observe(Collection<String> tables) throws SQLException {
        Set<Fact> facts = new HashSet<>();
        if (!tables.isEmpty()) {
            facts.addAll(sequences(tables));
            facts.addAll(SequenceRoom.near(connection, tables));
            facts.addAll(orphans(tables));
        }
        return facts;
    }

    private List<Fact> sequences(Collection<String> tables) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        Set<Long> now = new HashSet<>();
        try (PreparedStatement ask = connection.prepareStatement(SEQUENCES)) {
            ask.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    boolean beginsAnew = lookedBefore && rows.getBoolean(6) && !sequences.contains(rows.getLong(5));
                    now.add(rows.getLong(5));
                    RowOrigins judgedBy = beginsAnew ? new RowOrigins() : origins;
                    check(rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4), judgedBy, facts);
                }
            }
        }
        sequences = now;
        lookedBefore = true;
        return facts;
    }

    /** Rows of ours have keys that no sequence gave them; to one that begins anew they are rows like any other. */
    private void check(String sequence, String table, String column, long next, RowOrigins judgedBy, List<Fact> facts)
            throws SQLException {
        OptionalLong highest = SequenceLag.highest(connection, table, column, next, judgedBy);
        if (highest.isPresent()) {
            facts.add(new SequenceBehind(sequence, table, column, next, highest.getAsLong()));
        }
    }

    private List<Fact> orphans(Collection<String> tables) throws SQLException {
        List<String[]> keys = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(KEYS)) {
            ask.setArray(1, connection.createArrayOf("text", tables.toArray()));
            ask.setArray(2, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    keys.add(new String[] {
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)
                    });
                }
            }
        }
        List<Fact> facts = new ArrayList<>();
        for (String[] key : keys) {
            long count = count(key);
            if (count > 0) {
                facts.add(new Orphans(key[0], key[1], key[2], count, true));
            }
        }
        return facts;
    }

    private long count(String[] key) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + key[0] + " x WHERE " + key[4]
                        + " AND NOT EXISTS (SELECT 1 FROM " + key[1] + " y WHERE " + key[3] + ")")) {
            row.next();
            return row.getLong(1);
        }
    }
}
