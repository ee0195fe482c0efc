package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.catalog.TypeShape;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fingerprint of a table's rows in any order, computed inside the server: a sum of 64-bit hashes per column, and one
 * of hashes over whole rows, which also sees values swapped between rows.
 *
 * @param columns by column: the sum of the hashes of its values
 */
record Digest(long rows, List<String> columns, String whole) {

    Digest {
        columns = List.copyOf(columns);
    }

    /**
     * The type's own extended hash, several times faster than a hash of its text. Only functions that SQL may call with
     * that type; {@code timestamp} serves for {@code timestamptz}, whose own function is younger than our oldest server.
     */
    private static final Map<String, String> HASHES = Map.ofEntries(
            Map.entry("smallint", "hashint2extended(%s, 0)"),
            Map.entry("integer", "hashint4extended(%s, 0)"),
            Map.entry("bigint", "hashint8extended(%s, 0)"),
            Map.entry("oid", "hashoidextended(%s, 0)"),
            Map.entry("real", "hashfloat4extended(%s, 0)"),
            Map.entry("double precision", "hashfloat8extended(%s, 0)"),
            Map.entry("numeric", "hash_numeric_extended(%s, 0)"),
            Map.entry("text", "hashtextextended(%s COLLATE \"C\", 0)"),
            Map.entry("character varying", "hashtextextended(%s::text COLLATE \"C\", 0)"),
            Map.entry("character", "hashbpcharextended(%s COLLATE \"C\", 0)"),
            Map.entry("boolean", "hashint4extended(%s::int4, 0)"),
            Map.entry("uuid", "uuid_hash_extended(%s, 0)"),
            Map.entry("jsonb", "jsonb_hash_extended(%s, 0)"),
            Map.entry("timestamp without time zone", "timestamp_hash_extended(%s, 0)"),
            Map.entry("timestamp with time zone", "timestamp_hash_extended(%s AT TIME ZONE 'UTC', 0)"),
            Map.entry("time without time zone", "time_hash_extended(%s, 0)"),
            Map.entry("interval", "interval_hash_extended(%s, 0)"),
            Map.entry("inet", "hashinetextended(%s, 0)"));

    /** Types with a hash of their own that SQL cannot call directly; a record of one field calls it. */
    private static final Set<String> BY_RECORD =
            Set.of("date", "time with time zone", "bytea", "cidr", "macaddr", "macaddr8", "name", "pg_lsn");

    static Digest of(Connection session, TableShape shape) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql(shape))) {
            row.next();
            List<String> columns = new ArrayList<>();
            for (int i = 0; i < shape.columns().size(); i++) {
                columns.add(String.valueOf(row.getString(i + 3)));
            }
            return new Digest(row.getLong(1), columns, String.valueOf(row.getString(2)));
        }
    }

    // OFFSET 0 keeps the planner from computing each hash twice.
    static String sql(TableShape shape) {
        StringBuilder sums = new StringBuilder();
        StringBuilder hashes = new StringBuilder();
        StringBuilder names = new StringBuilder();
        int i = 0;
        for (Column column : shape.columns()) {
            i++;
            sums.append(", sum(h").append(i).append(")");
            hashes.append(i == 1 ? "" : ", ").append(hash(column)).append(" h").append(i);
            names.append(i == 1 ? "" : ", ").append("h").append(i);
        }
        String whole = i <= FEW ? chained(i) : "hash_record_extended(ROW(" + names + "), 0)";
        return "SELECT count(*), sum(" + whole + ")" + sums + " FROM (SELECT " + hashes + " FROM "
                + DataPicture.from(shape) + " OFFSET 0) x";
    }

    /** Deeper than this an expression might meet the server's limit on its stack. */
    private static final int FEW = 100;

    /** The hash of a row, each column's stirred into those before it, which is a third cheaper than to build a record. */
    private static String chained(int columns) {
        String chain = "0::bigint";
        for (int i = 1; i <= columns; i++) {
            chain = "hashint8extended(coalesce(h" + i + ", " + i + "), " + chain + ")";
        }
        return chain;
    }

    private static String hash(Column column) {
        TypeShape type = column.type().base();
        String value = column.quoted();
        String own = type.kind() == TypeShape.Kind.BASE ? HASHES.get(type.name()) : null;
        if (own != null) {
            return own.formatted(value);
        }
        return BY_RECORD.contains(type.name())
                ? "CASE WHEN " + value + " IS NOT NULL THEN hash_record_extended(ROW(" + value + "), 0) END"
                : "hashtextextended(" + value + "::text COLLATE \"C\", 0)";
    }
}
