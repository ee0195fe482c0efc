package dev.lockkeeper.catalog;

import static dev.lockkeeper.model.ObjectKind.AGGREGATE;
import static dev.lockkeeper.model.ObjectKind.BASE_TYPE;
import static dev.lockkeeper.model.ObjectKind.COMMENT;
import static dev.lockkeeper.model.ObjectKind.COMPOSITE_TYPE;
import static dev.lockkeeper.model.ObjectKind.CONSTRAINT;
import static dev.lockkeeper.model.ObjectKind.DOMAIN;
import static dev.lockkeeper.model.ObjectKind.ENUM;
import static dev.lockkeeper.model.ObjectKind.FOREIGN_TABLE;
import static dev.lockkeeper.model.ObjectKind.FUNCTION;
import static dev.lockkeeper.model.ObjectKind.INDEX;
import static dev.lockkeeper.model.ObjectKind.MATERIALIZED_VIEW;
import static dev.lockkeeper.model.ObjectKind.PARTITIONED_TABLE;
import static dev.lockkeeper.model.ObjectKind.POLICY;
import static dev.lockkeeper.model.ObjectKind.PROCEDURE;
import static dev.lockkeeper.model.ObjectKind.RANGE;
import static dev.lockkeeper.model.ObjectKind.RULE;
import static dev.lockkeeper.model.ObjectKind.SECURITY_LABEL;
import static dev.lockkeeper.model.ObjectKind.SEQUENCE;
import static dev.lockkeeper.model.ObjectKind.STATISTICS;
import static dev.lockkeeper.model.ObjectKind.TABLE;
import static dev.lockkeeper.model.ObjectKind.TRIGGER;
import static dev.lockkeeper.model.ObjectKind.VIEW;

import dev.lockkeeper.model.ObjectKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A system catalogue whose rows are looked at to learn what changed.
 *
 * <p>Left out are those that never change without a row of a watched one: {@code pg_attrdef} (switching a default
 * rewrites the column), {@code pg_aggregate}, {@code pg_range}, {@code pg_partitioned_table}, and {@code pg_depend} but
 * for extensions (giving a sequence to another column rewrites {@code pg_sequence}).
 *
 * @param key an expression that tells its rows apart
 * @param home an expression for the {@link Home} a row belongs to, as {@link Home#parse} reads it
 * @param filter which rows to look at; null for all
 * @param whole the shelf that is read again as a whole when any row changes; null when only the row's home is
 * @param shown which rows stand for an object each, so that they are counted to notice those that vanish; null where rows
 *     never vanish alone
 * @param group the columns to count them by
 * @param groupHome the home of such a group
 * @param kinds the kinds of those objects
 * @param writes what kinds of writing matter: i for insert, u for update, d for delete; the others never come alone
 * @param needsSuperuser whether others may not read it
 * @param since the first major version that has it
 */
record Watched(
        String catalog,
        String key,
        String home,
        @Nullable String filter,
        @Nullable Shelf whole,
        @Nullable String shown,
        String group,
        String groupHome,
        Set<ObjectKind> kinds,
        String writes,
        boolean needsSuperuser,
        int since) {

    private static final String NOT_BUILT_IN = "t.oid >= 16384";

    /** The schema "public" is the only built-in object whose comment a dump may show. */
    private static final String NOTED = "t.objoid >= 16384 OR t.objoid = 2200";

    private static final String NOTE = "(t.objoid::int8 << 24) + ((t.classoid::int8 % 4096) << 12) + t.objsubid";

    /** The lowest key of a note on something that is not built in. */
    static final long FIRST_NOTE = 16384L << 24;

    private static final String CONSTRAINED =
            "CASE WHEN t.conrelid <> 0 THEN 'R' || t.conrelid WHEN t.contypid <> 0 THEN 'T' || t.contypid ELSE '-' END";

    static final List<Watched> ALL = List.of(
            byHome(
                            "pg_class",
                            "t.oid",
                            "CASE WHEN t.relkind IN ('i', 'I', 't') THEN {home_class t.oid} ELSE 'R' || t.oid END")
                    .showing(
                            "t.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c')",
                            TABLE,
                            PARTITIONED_TABLE,
                            FOREIGN_TABLE,
                            VIEW,
                            MATERIALIZED_VIEW,
                            SEQUENCE,
                            COMPOSITE_TYPE),
            // A column comes with a new relation or with one more in its relation's own row.
            byHome("pg_attribute", "(t.attrelid::int8 << 16) + t.attnum", "{home_class t.attrelid}")
                    .where("t.attnum > 0")
                    .on("u"),
            byHome("pg_index", "t.indexrelid", "{home_class t.indexrelid}")
                    .where(NOT_BUILT_IN.replace("oid", "indrelid"))
                    .countedBy("t.indrelid", "'R' || t.indrelid")
                    .showing("true", INDEX),
            byHome("pg_constraint", "t.oid", CONSTRAINED)
                    .countedBy("t.conrelid, t.contypid", CONSTRAINED)
                    .showing(
                            "t.contype IN ('p', 'u', 'x') OR (t.contype = 'f' AND t.conparentid = 0) OR (t.contype = 'c' AND (t.conislocal"
                                    + " OR (SELECT relispartition FROM pg_class WHERE oid = t.conrelid)))",
                            CONSTRAINT),
            byHome("pg_trigger", "t.oid", "'R' || t.tgrelid")
                    .where("NOT t.tgisinternal OR t.tgparentid <> 0")
                    .countedBy("t.tgrelid", "'R' || t.tgrelid")
                    .showing("t.tgparentid = 0", TRIGGER),
            byHome("pg_rewrite", "t.oid", "'R' || t.ev_class")
                    .where(NOT_BUILT_IN)
                    .countedBy("t.ev_class", "'R' || t.ev_class")
                    .showing("t.rulename <> '_RETURN'", RULE),
            byHome("pg_policy", "t.oid", "'R' || t.polrelid")
                    .countedBy("t.polrelid", "'R' || t.polrelid")
                    .showing("true", POLICY),
            byHome("pg_statistic_ext", "t.oid", "'R' || t.stxrelid")
                    .countedBy("t.stxrelid", "'R' || t.stxrelid")
                    .showing("true", STATISTICS),
            byHome("pg_inherits", "(t.inhrelid::int8 << 31) + t.inhparent::int8", "{home_class t.inhrelid}"),
            byHome("pg_sequence", "t.seqrelid", "'R' || t.seqrelid").on("u"),
            byHome("pg_foreign_table", "t.ftrelid", "'R' || t.ftrelid").on("u"),
            byHome("pg_type", "t.oid", "{home_type t.oid}")
                    .showing("t.typrelid = 0 AND t.typelem = 0", ENUM, DOMAIN, RANGE, BASE_TYPE),
            byHome("pg_enum", "t.oid", "'T' || t.enumtypid"),
            byHome("pg_proc", "t.oid", "'F' || t.oid").showing("true", FUNCTION, PROCEDURE, AGGREGATE),
            byHome("pg_description", NOTE, "{home_of t.classoid t.objoid}")
                    .where(NOTED)
                    .countedBy("t.classoid, t.objoid", "{home_of t.classoid t.objoid}")
                    .showing("true", COMMENT),
            byHome("pg_seclabel", NOTE, "{home_of t.classoid t.objoid}")
                    .where(NOTED)
                    .countedBy("t.classoid, t.objoid", "{home_of t.classoid t.objoid}")
                    .showing("true", SECURITY_LABEL),
            whole("pg_namespace", Shelf.SCHEMA),
            whole("pg_language", Shelf.LANGUAGE),
            whole("pg_am", Shelf.LANGUAGE).where(NOT_BUILT_IN),
            whole("pg_cast", Shelf.LANGUAGE).where(NOT_BUILT_IN),
            whole("pg_transform", Shelf.LANGUAGE).where(NOT_BUILT_IN),
            whole("pg_conversion", Shelf.LANGUAGE).where(NOT_BUILT_IN),
            whole("pg_collation", Shelf.LANGUAGE).where(NOT_BUILT_IN),
            whole("pg_operator", Shelf.OPERATOR).where(NOT_BUILT_IN),
            whole("pg_opclass", Shelf.OPERATOR).where(NOT_BUILT_IN),
            whole("pg_opfamily", Shelf.OPERATOR).where(NOT_BUILT_IN),
            whole("pg_amop", Shelf.OPERATOR).where(NOT_BUILT_IN),
            whole("pg_amproc", Shelf.OPERATOR).where(NOT_BUILT_IN),
            whole("pg_ts_parser", Shelf.TEXT_SEARCH).where(NOT_BUILT_IN),
            whole("pg_ts_template", Shelf.TEXT_SEARCH).where(NOT_BUILT_IN),
            whole("pg_ts_dict", Shelf.TEXT_SEARCH).where(NOT_BUILT_IN),
            whole("pg_ts_config", Shelf.TEXT_SEARCH).where(NOT_BUILT_IN),
            whole("pg_ts_config_map", Shelf.TEXT_SEARCH)
                    .where("t.mapcfg >= 16384")
                    .keyed("(t.mapcfg::int8 << 20) + (t.maptokentype << 10) + t.mapseqno"),
            whole("pg_foreign_data_wrapper", Shelf.FOREIGN),
            whole("pg_foreign_server", Shelf.FOREIGN),
            whole("pg_user_mapping", Shelf.FOREIGN).onlyForSuperusers(),
            whole("pg_publication", Shelf.PUBLICATION),
            whole("pg_publication_rel", Shelf.PUBLICATION),
            whole("pg_publication_namespace", Shelf.PUBLICATION).from(15),
            whole("pg_subscription", Shelf.SUBSCRIPTION).onlyForSuperusers(),
            whole("pg_event_trigger", Shelf.EVENT_TRIGGER),
            whole("pg_default_acl", Shelf.DEFAULT_PRIVILEGE),
            whole("pg_extension", Shelf.EXTENSION),
            // Members of extensions and what depends on one by decree.
            whole("pg_depend", Shelf.EXTENSION)
                    .where("t.refclassid = 'pg_extension'::regclass")
                    .keyed("(t.objid::int8 << 13) + t.classid::int8"));

    private static Watched byHome(String catalog, String key, String home) {
        return new Watched(catalog, key, home, null, null, null, "t.oid", "", Set.of(), "iu", false, 14);
    }

    private static Watched whole(String catalog, Shelf shelf) {
        return new Watched(
                catalog, "t.oid", "'" + shelf + "'", null, shelf, "true", "t.oid", "", Set.of(), "iud", false, 14);
    }

    private Watched where(String rows) {
        return new Watched(
                catalog, key, home, rows, whole, shown, group, groupHome, kinds, writes, needsSuperuser, since);
    }

    private Watched keyed(String by) {
        return new Watched(
                catalog, by, home, filter, whole, shown, group, groupHome, kinds, writes, needsSuperuser, since);
    }

    private Watched showing(String rows, ObjectKind... as) {
        Set<ObjectKind> shownAs = EnumSet.copyOf(List.of(as));
        return new Watched(
                catalog, key, home, filter, whole, rows, group, groupHome, shownAs, "iud", needsSuperuser, since);
    }

    private Watched countedBy(String columns, String of) {
        return new Watched(catalog, key, home, filter, whole, shown, columns, of, kinds, writes, needsSuperuser, since);
    }

    /** Only for those that are not counted: a count has to follow everything. */
    private Watched on(String which) {
        return new Watched(
                catalog, key, home, filter, whole, shown, group, groupHome, kinds, which, needsSuperuser, since);
    }

    private Watched onlyForSuperusers() {
        return new Watched(catalog, key, home, filter, whole, shown, group, groupHome, kinds, writes, true, since);
    }

    private Watched from(int major) {
        return new Watched(
                catalog, key, home, filter, whole, shown, group, groupHome, kinds, writes, needsSuperuser, major);
    }

    boolean isReadable(int major, boolean superuser) {
        return major >= since && (superuser || !needsSuperuser);
    }

    /** Whether its rows are objects that others name; a schema's new name is found otherwise. */
    boolean isNamed() {
        return whole != null && whole != Shelf.SCHEMA && key.equals("t.oid");
    }

    /** Whether a row of it is a home, rather than something in one. */
    boolean isHome() {
        return catalog.equals("pg_class") || catalog.equals("pg_type") || catalog.equals("pg_proc");
    }

    /** One row: the catalogue; how many shown rows, the sum and the highest of their keys; and all young rows. */
    String scan() {
        String young = "age(t.xmin) <= (SELECT age FROM horizon)";
        String isShown = shown == null ? "false" : shown;
        String lines =
                "string_agg(concat_ws(' ', " + key + ", t.xmin, t.ctid, (" + isShown + ")::int, " + home + "), E'\\n')";
        String rows = filter == null ? "true" : filter;
        return shown == null
                ? format("SELECT '%s', 0, '0', 0, %s FROM %s t WHERE %s AND (%s)", catalog, lines, catalog, young, rows)
                : format(
                        "SELECT '%s', count(*) FILTER (WHERE %s), coalesce(sum((%s)::int8) FILTER (WHERE %s), 0)::text,"
                                + " coalesce(max((%s)::int8), 0), %s FILTER (WHERE %s) FROM %s t WHERE %s",
                        catalog, shown, key, shown, key, lines, young, catalog, rows);
    }

    /** How many shown rows each home has. */
    String count() {
        String where = format("(%s) AND (%s)", shown, filter == null ? "true" : filter);
        return isHome()
                ? format("SELECT '%s' || t.oid, 1 FROM %s t WHERE %s AND t.oid >= 16384", letter(), catalog, where)
                : format(
                        "SELECT %s, rows FROM (SELECT %s, count(*) AS rows FROM %s t WHERE %s GROUP BY %s) t",
                        groupHome, group, catalog, where, group);
    }

    private String letter() {
        return switch (catalog) {
            case "pg_type" -> "T";
            case "pg_proc" -> "F";
            default -> "R";
        };
    }

    private static String format(String text, @Nullable Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
