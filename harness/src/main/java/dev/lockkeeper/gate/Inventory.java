package dev.lockkeeper.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a database holds at a moment: how many rows each table has, and what of its integrity is broken.
 *
 * @param broken invalid indexes, orphans under declared foreign keys, sequences that will hand out a taken value
 * @param unseen what could not be asked, each with the server's answer
 */
record Inventory(SortedMap<String, Long> rows, SortedSet<String> broken, List<String> unseen) {

    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
               AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema') AND n.nspname !~ '^lockkeeper_'
             ORDER BY 1""";

    private static final String INVALID =
            """
            SELECT format('index %I.%I is not valid', n.nspname, c.relname)
              FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'i' AND NOT (i.indisvalid AND i.indisready AND i.indislive) AND n.nspname !~ '^pg_'""";

    /** One query for each validated key of a table that is not a partition; its first column is what to call it. */
    private static final String KEYS =
            """
            SELECT format('rows of %s without a parent under %I', k.conrelid::regclass, k.conname),
                   format('SELECT EXISTS (SELECT FROM %s c WHERE %s AND NOT EXISTS (SELECT FROM %s p WHERE %s))',
                     k.conrelid::regclass,
                     (SELECT string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ')
                        FROM unnest(k.conkey) x JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x),
                     k.confrelid::regclass,
                     (SELECT string_agg(format('p.%I = c.%I', f.attname, a.attname), ' AND ')
                        FROM unnest(k.conkey, k.confkey) x(one, other)
                        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.one
                        JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = x.other))
              FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.convalidated AND k.conparentid = 0
             ORDER BY 1""";

    private static final String SEQUENCES =
            """
            SELECT format('sequence %I.%I is behind %s.%I', n.nspname, s.relname, d.refobjid::regclass, a.attname),
                   format('SELECT coalesce((SELECT max(%I) FROM %s) > (SELECT last_value FROM %I.%I), false)',
                     a.attname, d.refobjid::regclass, n.nspname, s.relname)
              FROM pg_catalog.pg_class s JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
              JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid AND q.seqincrement > 0
              JOIN pg_catalog.pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
               AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
              JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
             WHERE n.nspname !~ '^pg_' AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
             ORDER BY 1""";

    Inventory {
        rows = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        broken = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(broken));
        unseen = List.copyOf(unseen);
    }

    /** Asks a session that is in autocommit, so that one answer that takes too long spoils no other. */
    static Inventory of(Connection session) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        SortedSet<String> broken = new TreeSet<>();
        List<String> unseen = new ArrayList<>();
        for (String table : texts(session, TABLES)) {
            try {
                rows.put(table, number(session, "SELECT count(*) FROM " + table));
            } catch (SQLException refused) {
                unseen.add("rows of " + table + ": " + refused.getMessage());
            }
        }
        broken.addAll(texts(session, INVALID));
        ask(session, KEYS, broken, unseen);
        ask(session, SEQUENCES, broken, unseen);
        return new Inventory(rows, broken, unseen);
    }

    private static void ask(Connection session, String questions, SortedSet<String> broken, List<String> unseen)
            throws SQLException {
        List<String[]> all = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(questions)) {
            while (row.next()) {
                all.add(new String[] {row.getString(1), row.getString(2)});
            }
        }
        for (String[] one : all) {
            try {
                if (number(session, "SELECT CASE WHEN (" + one[1] + ") THEN 1 ELSE 0 END") == 1) {
                    broken.add(one[0]);
                }
            } catch (SQLException refused) {
                unseen.add("whether there are " + one[0] + ": " + refused.getMessage());
            }
        }
    }

    private static List<String> texts(Connection session, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static long number(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
