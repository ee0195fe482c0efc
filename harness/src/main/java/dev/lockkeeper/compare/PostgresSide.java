package dev.lockkeeper.compare;

import dev.lockkeeper.catalog.SqlText;
import dev.lockkeeper.compare.Comparison.SequenceBehind;
import dev.lockkeeper.target.Target;
import dev.lockkeeper.target.TargetRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database, in one read-only transaction that sees one state of it throughout. */
final class PostgresSide implements Side {

    /**
     * One spelling of every value, whatever the server is set to; rows that a policy would hide are an error rather than
     * missing.
     */
    private static final List<String> SETTINGS = List.of(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            "SET LOCAL TimeZone = 'UTC'",
            "SET LOCAL DateStyle = 'ISO, YMD'",
            "SET LOCAL IntervalStyle = 'postgres'",
            "SET LOCAL bytea_output = 'hex'",
            "SET LOCAL extra_float_digits = 1",
            "SET LOCAL xmloption = 'content'",
            "SET LOCAL row_security = off");

    private static final long BATCH_BYTES = 1L << 20;
    private static final int BATCH_ROWS = 2_000;
    private static final long WIDE_BYTES = 4L << 20;
    private static final int WIDE_ROWS = 8;

    private static final String TABLES = "SELECT c.oid, n.nspname, c.relname, c.relkind = 'p'"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
            + " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass"
            + " AND d.objid = c.oid AND d.deptype = 'e') ORDER BY 2, 3";

    private static final String COLUMNS = "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),"
            + " pg_catalog.format_type(coalesce(nullif(t.typbasetype, 0), t.oid), NULL), t.typcategory = 'A'"
            + " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
            + " WHERE a.attrelid = %d AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

    private static final String KEYS = "SELECT (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)"
            + " FROM pg_catalog.unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k(attnum, place)"
            + " JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND a.attnotnull)"
            + ", i.indnkeyatts FROM pg_catalog.pg_index i WHERE i.indrelid = %d AND i.indisunique AND i.indisvalid"
            + " AND i.indpred IS NULL AND i.indexprs IS NULL ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid";

    private static final String SEQUENCES = "SELECT pg_catalog.format('%%I.%%I', n.nspname, s.relname), a.attname,"
            + " q.seqincrement, pg_catalog.has_sequence_privilege(s.oid, 'SELECT')"
            + " FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace"
            + " JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid"
            + " JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
            + " WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjid = %d"
            + " ORDER BY 1";

    private final Target target;
    private final Connection session;
    private final List<String> notes = new ArrayList<>();
    private final Map<Long, Boolean> partitioned = new TreeMap<>();

    private PostgresSide(Target target) {
        this.target = target;
        this.session = target.session();
    }

    static PostgresSide open(TargetRequest request, UnaryOperator<@Nullable String> environment) {
        PostgresSide side = new PostgresSide(Target.open(request, environment));
        try {
            side.session.setAutoCommit(false);
            try (Statement statement = side.session.createStatement()) {
                for (String setting : SETTINGS) {
                    statement.execute(setting);
                }
            }
            return side;
        } catch (SQLException e) {
            side.close();
            throw side.trouble("Could not begin to read " + side.shown() + ".", e);
        }
    }

    @Override
    public String shown() {
        return target.shown();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public List<SideTable> tables() throws SQLException {
        List<SideTable> tables = new ArrayList<>();
        record Found(long oid, String schema, String name) {}
        List<Found> all = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                all.add(new Found(row.getLong(1), row.getString(2), row.getString(3)));
                partitioned.put(row.getLong(1), row.getBoolean(4));
            }
        }
        for (Found one : all) {
            tables.add(new SideTable(one.schema, one.name, columns(one.oid), keys(one.oid), one.oid));
        }
        return tables;
    }

    private List<SideColumn> columns(long oid) throws SQLException {
        List<SideColumn> columns = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(String.format(COLUMNS, oid))) {
            while (row.next()) {
                columns.add(new SideColumn(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
            }
        }
        return columns;
    }

    private List<List<String>> keys(long oid) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(String.format(KEYS, oid))) {
            while (row.next()) {
                if (row.getArray(1) != null) {
                    List<String> names = List.of((String[]) row.getArray(1).getArray());
                    // Where a column may be NULL, several rows may share what is unique otherwise.
                    if (names.size() == row.getInt(2)) {
                        keys.add(names);
                    }
                }
            }
        }
        return keys;
    }

    @Override
    public long count(SideTable table) throws SQLException {
        return number("SELECT pg_catalog.count(*) FROM " + from(table));
    }

    @Override
    public long largestNumber(SideTable table, SideColumn column) throws SQLException {
        boolean whole = List.of("smallint", "integer", "bigint").contains(column.base());
        return whole
                ? number("SELECT coalesce(pg_catalog.max(pg_catalog.abs(" + SqlText.identifier(column.name())
                        + ")), 0) FROM " + from(table))
                : 0;
    }

    @Override
    public Reader read(
            SideTable table, List<SideColumn> columns, List<Meaning> meanings, List<Integer> order, long rows)
            throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT t.ctid::text");
        columns.forEach(column -> sql.append(", ").append(value(column)));
        sql.append(" FROM ").append(from(table)).append(" t");
        String between = " ORDER BY ";
        for (int at : order) {
            boolean byItself = meanings.get(at).kind().ordersByItself();
            sql.append(between)
                    .append("t.")
                    .append(SqlText.identifier(columns.get(at).name()));
            sql.append(byItself ? "" : "::text COLLATE \"C\"");
            between = ", ";
        }
        Statement statement = session.createStatement();
        try {
            statement.setFetchSize(batch(table, columns, rows));
            return new PostgresReader(statement, statement.executeQuery(sql.toString()));
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** As text, since the binary forms that the driver may choose would have to be told apart. */
    private static String value(SideColumn column) {
        String name = "t." + SqlText.identifier(column.name());
        return column.array() ? "pg_catalog.to_jsonb(" + name + ")::text" : name + "::text";
    }

    /** How many rows of this table may be held at once: by what they take on average, and by the widest of them. */
    private int batch(SideTable table, List<SideColumn> columns, long rows) throws SQLException {
        long bytes = number("SELECT coalesce(pg_catalog.sum(pg_catalog.pg_table_size(relid)), 0)::bigint FROM ("
                + "SELECT " + table.handle() + "::oid::regclass AS relid UNION"
                + " SELECT relid FROM pg_catalog.pg_partition_tree(" + table.handle() + "::oid::regclass)) parts");
        long onAverage = BATCH_BYTES * Math.max(1, rows) / Math.max(1, bytes);
        long widest = Math.max(WIDE_ROWS, WIDE_BYTES / Math.max(1, widest(table, columns)));
        return (int) Math.max(1, Math.min(BATCH_ROWS, Math.min(onAverage, widest)));
    }

    /** What is compressed on disk is not when it arrives; its true length is known without unpacking it. */
    private long widest(SideTable table, List<SideColumn> columns) throws SQLException {
        String lengths = columns.stream()
                .filter(column -> List.of("text", "character varying", "bytea").contains(column.base()))
                .filter(column -> !column.array())
                .map(column ->
                        "coalesce(pg_catalog.octet_length(t." + SqlText.identifier(column.name()) + "), 0)::bigint")
                .collect(Collectors.joining(" + "));
        return lengths.isEmpty()
                ? 0
                : number("SELECT coalesce(pg_catalog.max(" + lengths + "), 0) FROM " + from(table) + " t");
    }

    /** The sequences that will hand out what a column already holds. */
    List<SequenceBehind> sequencesBehind(SideTable table) throws SQLException {
        record Owned(String name, String column, long step) {}
        List<Owned> owned = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(String.format(SEQUENCES, table.handle()))) {
            while (row.next()) {
                if (row.getBoolean(4)) {
                    owned.add(new Owned(row.getString(1), row.getString(2), row.getLong(3)));
                } else {
                    notes.add("the sequence " + row.getString(1) + " may not be read, so nobody knows where it stands");
                }
            }
        }
        List<SequenceBehind> behind = new ArrayList<>();
        for (Owned one : owned) {
            if (one.step > 0) {
                behind(table, one.name, one.column, one.step).ifPresent(behind::add);
            }
        }
        return behind;
    }

    private Optional<SequenceBehind> behind(SideTable table, String sequence, String column, long step)
            throws SQLException {
        String name = SqlText.identifier(column);
        long next = number("SELECT last_value + CASE WHEN is_called THEN " + step + " ELSE 0 END FROM " + sequence);
        String highest = "SELECT pg_catalog.max(" + name + ") FROM " + from(table);
        long max;
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(highest)) {
            row.next();
            max = row.getLong(1);
            if (row.wasNull()) {
                return Optional.empty();
            }
        }
        String remedy = "SELECT setval(" + SqlText.literal(sequence) + ", (SELECT max(" + name + ") FROM "
                + quoted(table) + "));";
        return max < next
                ? Optional.empty()
                : Optional.of(new SequenceBehind(sequence, table.shown(), column, next, max, remedy));
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What inherits from a table is a table of its own; partitions are part of theirs. */
    private String from(SideTable table) {
        return (partitioned.getOrDefault(table.handle(), false) ? "" : "ONLY ") + quoted(table);
    }

    private static String quoted(SideTable table) {
        return List.of(table.schema(), table.name()).stream()
                .map(SqlText::identifier)
                .collect(Collectors.joining("."));
    }

    @Override
    public RuntimeException trouble(String doing, SQLException e) {
        return target.connector().trouble(doing, e);
    }

    @Override
    public void close() {
        try {
            if (!session.isClosed()) {
                session.rollback();
            }
        } catch (SQLException e) {
            // Nothing was written, so a session that ends badly leaves nothing behind.
        }
        target.close();
    }

    private record PostgresReader(Statement statement, ResultSet rows) implements Reader {

        @Override
        public boolean next() throws SQLException {
            return rows.next();
        }

        @Override
        public @Nullable Object value(int column) throws SQLException {
            return rows.getString(column + 2);
        }

        @Override
        public String place() throws SQLException {
            return "ctid " + rows.getString(1);
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            statement.close();
        }
    }
}
