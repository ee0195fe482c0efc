package dev.lockkeeper.catalog;

import dev.lockkeeper.catalog.TypeShape.Field;
import dev.lockkeeper.catalog.TypeShape.Kind;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the shapes of types with all they are made of. */
final class TypeShapes {

    /** Numbers below this are assigned by hand and mean the same type on every server. */
    private static final long HAND_ASSIGNED = 10_000;

    private static final Map<Long, TypeShape> BUILT_IN = new ConcurrentHashMap<>();

    private static final String TYPES =
            """
            WITH RECURSIVE used(oid) AS (
              SELECT unnest($1)::oid
              UNION
              SELECT x.oid FROM used u JOIN pg_type t ON t.oid = u.oid CROSS JOIN LATERAL (
                     SELECT t.typbasetype WHERE t.typtype = 'd'
                     UNION ALL SELECT t.typelem WHERE t.typelem <> 0
                                  AND t.typsubscript = 'pg_catalog.array_subscript_handler'::regproc
                     UNION ALL SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid
                     UNION ALL SELECT r.rngtypid FROM pg_range r WHERE r.rngmultitypid = t.oid
                     UNION ALL SELECT a.atttypid FROM pg_attribute a
                                WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
                                  AND NOT a.attisdropped) x(oid))
            SELECT t.oid::bigint, format_type(t.oid, NULL), t.typtype::text,
                   (CASE WHEN t.typtype = 'd' THEN t.typbasetype
                         WHEN t.typtype = 'r' THEN (SELECT r.rngsubtype FROM pg_range r WHERE r.rngtypid = t.oid)
                         WHEN t.typtype = 'm' THEN (SELECT r.rngtypid FROM pg_range r WHERE r.rngmultitypid = t.oid)
                         WHEN t.typsubscript = 'pg_catalog.array_subscript_handler'::regproc THEN t.typelem
                         ELSE 0 END)::bigint,
                   t.typtypmod, t.typnotnull,
                   (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
                   (SELECT array_agg(pg_get_expr(k.conbin, 0) ORDER BY k.conname) FROM pg_constraint k
                     WHERE k.contypid = t.oid AND k.contype = 'c'),
                   (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
                     WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
                   (SELECT array_agg(a.atttypid::bigint ORDER BY a.attnum) FROM pg_attribute a
                     WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped),
                   (SELECT array_agg(a.atttypmod ORDER BY a.attnum) FROM pg_attribute a
                     WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
              FROM pg_type t WHERE t.oid IN (SELECT oid FROM used)
            """;

    private final PreparedBySql prepared;

    TypeShapes(PreparedBySql prepared) {
        this.prepared = prepared;
    }

    Map<Long, TypeShape> read(Collection<Long> oids) throws SQLException {
        Map<Long, TypeShape> known = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (Long oid : oids) {
            TypeShape builtIn = BUILT_IN.get(oid);
            if (builtIn == null) {
                unknown.add(oid);
            } else {
                known.put(oid, builtIn);
            }
        }
        if (!unknown.isEmpty()) {
            Map<Long, Raw> raw = raw(unknown);
            raw.keySet().forEach(oid -> make(oid, raw, known));
        }
        return known;
    }

    private Map<Long, Raw> raw(List<Long> oids) throws SQLException {
        Map<Long, Raw> raw = new HashMap<>();
        prepared.run(List.of(prepared.call(
                "types",
                "(bigint[])",
                TYPES,
                row -> raw.put(row.getLong(1), Raw.of(row)),
                PreparedBySql.numbers(oids))));
        return raw;
    }

    // A composite type cannot contain itself but through an array, so the walk ends; such a loop is cut at NULL.
    private static @Nullable TypeShape make(long oid, Map<Long, Raw> raw, Map<Long, TypeShape> known) {
        TypeShape done = known.get(oid);
        Raw type = raw.get(oid);
        if (done != null || type == null || type.open) {
            return done;
        }
        type.open = true;
        TypeShape inner = type.inner == 0 ? null : make(type.inner, raw, known);
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < type.fieldNames.size(); i++) {
            TypeShape field = make(type.fieldTypes.get(i), raw, known);
            if (field != null) {
                fields.add(new Field(type.fieldNames.get(i), field, type.fieldModifiers.get(i)));
            }
        }
        TypeShape shape = new TypeShape(
                oid, type.name, type.kind(), inner, type.modifier, type.labels, fields, type.checks, type.notNull);
        type.open = false;
        known.put(oid, shape);
        if (oid < HAND_ASSIGNED) {
            BUILT_IN.put(oid, shape);
        }
        return shape;
    }

    /** A row of the catalogue. */
    private static final class Raw {
        private boolean open;
        private final String name;
        private final String typtype;
        private final long inner;
        private final int modifier;
        private final boolean notNull;
        private final List<String> labels;
        private final List<String> checks;
        private final List<String> fieldNames;
        private final List<Long> fieldTypes;
        private final List<Integer> fieldModifiers;

        private Raw(ResultSet row) throws SQLException {
            name = row.getString(2);
            typtype = row.getString(3);
            inner = row.getLong(4);
            modifier = row.getInt(5);
            notNull = row.getBoolean(6);
            labels = list(row.getArray(7)).stream().map(Object::toString).toList();
            checks = list(row.getArray(8)).stream().map(Object::toString).toList();
            fieldNames = list(row.getArray(9)).stream().map(Object::toString).toList();
            fieldTypes = list(row.getArray(10)).stream()
                    .map(number -> ((Number) number).longValue())
                    .toList();
            fieldModifiers = list(row.getArray(11)).stream()
                    .map(number -> ((Number) number).intValue())
                    .toList();
        }

        static Raw of(ResultSet row) throws SQLException {
            return new Raw(row);
        }

        private static List<Object> list(@Nullable Array array) throws SQLException {
            return array == null ? List.of() : Arrays.asList((Object[]) array.getArray());
        }

        Kind kind() {
            return switch (typtype) {
                case "e" -> Kind.ENUM;
                case "d" -> Kind.DOMAIN;
                case "c" -> Kind.COMPOSITE;
                case "r" -> Kind.RANGE;
                case "m" -> Kind.MULTIRANGE;
                case "p" -> Kind.PSEUDO;
                default -> inner == 0 ? Kind.BASE : Kind.ARRAY;
            };
        }
    }
}
