package dev.lockkeeper.catalog;

import dev.lockkeeper.catalog.TableShape.Check;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TableShape.Made;
import dev.lockkeeper.catalog.TableShape.Reference;
import dev.lockkeeper.catalog.TableShape.Unique;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the shapes of tables, all of them at once. */
public final class TableShapes {

    // A partition stands for its whole table: its rows are read and written through the root.
    private static final String TABLES =
            """
            SELECT DISTINCT ON (2) c.oid::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relkind::text,
                   c.relkind = 'r' AND c.relhassubclass, c.relrowsecurity,
                   c.relhastriggers AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid IN (SELECT CASE WHEN p.relispartition THEN pg_partition_root(p.oid) ELSE p.oid END
                               FROM pg_class p WHERE p.oid = ANY ($1) OR p.oid IN (
                                    SELECT to_regclass(name) FROM unnest($2) name))
               AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
             ORDER BY 2
            """;

    private static final String ALL =
            """
            SELECT c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
               AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                  AND d.deptype = 'e')
            """;

    private static final String COLUMNS =
            """
            SELECT a.attrelid::bigint, a.attnum::int, a.attname, a.atttypid::bigint, a.atttypmod,
                   format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
                   a.attidentity::text, a.attgenerated::text, coalesce(l.collisdeterministic, true)
              FROM pg_attribute a
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
              LEFT JOIN pg_collation l ON l.oid = a.attcollation
             WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attrelid, a.attnum
            """;

    private static final String UNIQUES =
            """
            SELECT i.indrelid::bigint, c.relname, (i.indkey::int2[])[0:i.indnkeyatts - 1], i.indisprimary,
                   i.indisexclusion, i.indimmediate, i.indpred IS NOT NULL,
                   coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = ANY ($1) AND (i.indisunique OR i.indisexclusion) AND i.indislive
             ORDER BY 1, 2
            """;

    private static final String CONSTRAINTS =
            """
            SELECT k.conrelid::bigint, k.contype::text, k.conname, k.conkey, k.confrelid::bigint,
                   quote_ident(n.nspname) || '.' || quote_ident(t.relname),
                   (SELECT array_agg(a.attname::text ORDER BY x.place)
                      FROM unnest(k.confkey) WITH ORDINALITY x(number, place)
                      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.number),
                   k.condeferrable, k.confmatchtype::text,
                   CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END
              FROM pg_constraint k
              LEFT JOIN pg_class t ON t.oid = k.confrelid
              LEFT JOIN pg_namespace n ON n.oid = t.relnamespace
             WHERE k.conrelid = ANY ($1) AND k.contype IN ('c', 'f')
               AND (k.contype = 'c' OR k.conparentid = 0)
               AND coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true)
             ORDER BY 1, 2, 3
            """;

    private static final String PARTITIONS =
            """
            SELECT r.oid::bigint, pg_get_partition_constraintdef(p.relid)
              FROM unnest($1) r(oid) CROSS JOIN LATERAL pg_partition_tree(r.oid::oid::regclass) p
             WHERE p.isleaf AND p.relid <> r.oid::oid
             ORDER BY 1, p.relid::text
            """;

    private final PreparedBySql prepared;
    private final TypeShapes types;

    private TableShapes(PreparedBySql prepared) {
        this.prepared = prepared;
        this.types = new TypeShapes(prepared);
    }

    /** Every table that is not a partition, temporary, the system's or an extension's; by name. */
    public static List<TableShape> all(Connection session) throws SQLException {
        return Aside.look(session, c -> within(c, oids(c), List.of()));
    }

    /** The numbers of all these tables. */
    public static List<Long> oids(Connection session) throws SQLException {
        List<Long> oids = new ArrayList<>();
        try (PreparedStatement statement = session.prepareStatement(ALL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                oids.add(row.getLong(1));
            }
        }
        return oids;
    }

    /** The named tables that exist. */
    public static List<TableShape> read(Connection session, Collection<String> names) throws SQLException {
        return Aside.look(session, c -> within(c, List.of(), names));
    }

    /** The same, for those who stand in an {@link Aside} already; tables may be given by number, too. */
    public static List<TableShape> within(Connection session, Collection<Long> oids, Collection<String> names)
            throws SQLException {
        return Aside.plainly(session, prepared -> new TableShapes(prepared).readAll(oids, names, true));
    }

    /** The same without what only writers need to know: references, checks and bounds of partitions. */
    public static List<TableShape> contents(Connection session, Collection<Long> oids, Collection<String> names)
            throws SQLException {
        return Aside.plainly(session, prepared -> new TableShapes(prepared).readAll(oids, names, false));
    }

    private List<TableShape> readAll(Collection<Long> wanted, Collection<String> names, boolean rules)
            throws SQLException {
        Map<Long, Draft> drafts = new LinkedHashMap<>();
        prepared.run(List.of(prepared.call(
                "tables",
                "(bigint[], text[])",
                TABLES,
                row -> drafts.put(row.getLong(1), new Draft(row)),
                PreparedBySql.numbers(wanted),
                PreparedBySql.texts(names))));
        if (drafts.isEmpty()) {
            return List.of();
        }
        String oids = PreparedBySql.numbers(drafts.keySet());
        List<RawColumn> raw = new ArrayList<>();
        List<PreparedBySql.Call> calls = new ArrayList<>();
        calls.add(prepared.call("columns", "(bigint[])", COLUMNS, row -> raw.add(RawColumn.of(row)), oids));
        calls.add(prepared.call(
                "uniques",
                "(bigint[])",
                UNIQUES,
                row -> draft(drafts, row).uniques.add(unique(row)),
                oids));
        if (rules) {
            calls.add(prepared.call(
                    "constraints",
                    "(bigint[])",
                    CONSTRAINTS,
                    row -> draft(drafts, row).constraint(row),
                    oids));
            List<Long> partitioned = drafts.values().stream()
                    .filter(draft -> draft.partitioned)
                    .map(draft -> draft.oid)
                    .toList();
            if (!partitioned.isEmpty()) {
                calls.add(prepared.call(
                        "partitions",
                        "(bigint[])",
                        PARTITIONS,
                        row -> draft(drafts, row).bound(row.getString(2)),
                        PreparedBySql.numbers(partitioned)));
            }
        }
        prepared.run(calls);
        columns(drafts, raw);
        return drafts.values().stream().map(Draft::shape).toList();
    }

    private static Draft draft(Map<Long, Draft> drafts, ResultSet row) throws SQLException {
        Draft draft = drafts.get(row.getLong(1));
        if (draft == null) {
            throw new IllegalStateException("a row of a table that was not asked for");
        }
        return draft;
    }

    private void columns(Map<Long, Draft> drafts, List<RawColumn> raw) throws SQLException {
        Map<Long, TypeShape> known =
                types.read(raw.stream().map(RawColumn::type).distinct().toList());
        for (RawColumn column : raw) {
            Draft draft = drafts.get(column.table);
            TypeShape type = known.get(column.type);
            if (draft != null && type != null) {
                draft.columns.add(column.of(type));
            }
        }
    }

    private static Unique unique(ResultSet row) throws SQLException {
        return new Unique(
                row.getString(2),
                numbers(row.getArray(3)),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getBoolean(8));
    }

    private static List<Integer> numbers(@Nullable Array array) throws SQLException {
        if (array == null) {
            return List.of();
        }
        return Arrays.stream((Object[]) array.getArray())
                .map(number -> ((Number) number).intValue())
                .toList();
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray())
                        .map(Object::toString)
                        .toList();
    }

    private record RawColumn(
            long table,
            int number,
            String name,
            long type,
            int modifier,
            String typeText,
            boolean notNull,
            @Nullable String defaultText,
            Made made,
            boolean deterministic) {

        static RawColumn of(ResultSet row) throws SQLException {
            String identity = row.getString(9);
            Made made = !row.getString(10).isEmpty()
                    ? Made.GENERATED
                    : switch (identity) {
                        case "a" -> Made.IDENTITY_ALWAYS;
                        case "d" -> Made.IDENTITY_BY_DEFAULT;
                        default -> Made.PLAIN;
                    };
            return new RawColumn(
                    row.getLong(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getInt(5),
                    row.getString(6),
                    row.getBoolean(7),
                    row.getString(8),
                    made,
                    row.getBoolean(11));
        }

        Column of(TypeShape shape) {
            boolean never = notNull || shape.notNull();
            return new Column(number, name, shape, modifier, typeText, never, defaultText, made, deterministic);
        }
    }

    /** A shape while its parts arrive. */
    private static final class Draft {
        private final long oid;
        private final String name;
        private final boolean partitioned;
        private final boolean inherited;
        private final boolean rowSecurity;
        private final boolean triggers;
        private final List<Column> columns = new ArrayList<>();
        private final List<Unique> uniques = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<String> bounds = new ArrayList<>();

        Draft(ResultSet row) throws SQLException {
            oid = row.getLong(1);
            name = row.getString(2);
            partitioned = "p".equals(row.getString(3));
            inherited = row.getBoolean(4);
            rowSecurity = row.getBoolean(5);
            triggers = row.getBoolean(6);
        }

        void bound(@Nullable String expression) {
            bounds.add(expression == null ? "true" : expression);
        }

        void constraint(ResultSet row) throws SQLException {
            List<Integer> own = numbers(row.getArray(4));
            if ("c".equals(row.getString(2))) {
                checks.add(new Check(row.getString(3), own, row.getString(10)));
            } else {
                references.add(new Reference(
                        row.getString(3),
                        own,
                        row.getLong(5),
                        row.getString(6),
                        texts(row.getArray(7)),
                        row.getBoolean(8),
                        "f".equals(row.getString(9))));
            }
        }

        TableShape shape() {
            return new TableShape(
                    oid,
                    name,
                    partitioned,
                    inherited,
                    rowSecurity,
                    triggers,
                    columns,
                    uniques,
                    references,
                    checks,
                    bounds);
        }
    }

    /** By name, for those who look tables up. */
    public static Map<String, TableShape> byName(Collection<TableShape> shapes) {
        Map<String, TableShape> byName = new TreeMap<>();
        shapes.forEach(shape -> byName.put(shape.name(), shape));
        return byName;
    }
}
