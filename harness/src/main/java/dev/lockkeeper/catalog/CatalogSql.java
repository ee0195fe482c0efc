package dev.lockkeeper.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the query files beside this class into SQL for one major version.
 *
 * <p>A line that ends in {@code -- from N}, {@code -- until N} or both stays only on those versions. Words in braces are
 * replaced: {@code {rel}}, {@code {typ}} and {@code {fn}} begin a query over the relations, types or routines that are
 * the user's own; {@code {grants}} and {@code {comments}} end one; {@code {mine}}, {@code {member CATALOG OID}},
 * {@code {options ARRAY}}, {@code {home_of CATALOG OID}}, {@code {home_class OID}} and {@code {home_type OID}} are
 * expressions.
 */
final class CatalogSql {

    private static final Pattern VERSIONS = Pattern.compile("--(?: from (\\d+))?(?: until (\\d+))?\\s*$");
    private static final Pattern WORD = Pattern.compile("\\{(\\w+)(?: (\\w+\\S*))?(?: (\\S+))?}");

    private static final String MINE =
            "(n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND n.nspname !~ '^lockkeeper_')";

    /** A composite type is a member of an extension as a type, not as a relation. */
    private static final String RELATIONS =
            """
            WITH rel AS MATERIALIZED (
              SELECT c.*, n.nspname, format('%I.%I', n.nspname, c.relname) AS fq
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'c') AND {mine} AND {scope c.oid}
                 AND NOT CASE WHEN c.relkind = 'c' THEN {member pg_type c.reltype} ELSE {member pg_class c.oid} END)""";

    /** Without array and multirange types, which come and go with their element or range. */
    private static final String TYPES =
            """
            WITH typ AS MATERIALIZED (
              SELECT t.*, format('%I.%I', n.nspname, t.typname) AS fq
                FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
               WHERE t.typtype IN ('e', 'd', 'r', 'b', 'p') AND {mine} AND {scope t.oid}
                 AND NOT EXISTS (SELECT FROM pg_type el WHERE el.oid = t.typelem AND el.typarray = t.oid)
                 AND NOT {member pg_type t.oid})""";

    private static final String ROUTINES =
            """
            WITH fn AS MATERIALIZED (
              SELECT p.*, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS fq
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE {mine} AND {scope p.oid} AND NOT {member pg_proc p.oid})""";

    /** What a grantee holds of {@code o.acl}, where that is not what {@code o.base} gives; "nothing" if that was taken. */
    private static final String GRANTS =
            """
            CROSS JOIN LATERAL (
              SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS grantee,
                     coalesce(string_agg(x.held, ', ' ORDER BY x.held) FILTER (WHERE x.now), 'nothing') AS privileges,
                     concat_ws(E'\\x01', 'grantee=' || CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee) END,
                       'privileges=' || coalesce(string_agg(DISTINCT x.privilege_type, ',' ORDER BY x.privilege_type) FILTER (WHERE x.now), '')) AS traits
                FROM (SELECT now, grantee, privilege_type,
                             concat(privilege_type, CASE WHEN is_grantable THEN ' with grant option' END,
                                    CASE WHEN grantor <> o.owner THEN ' by ' || quote_ident(pg_get_userbyid(grantor)) END) AS held
                        FROM (SELECT true AS now, * FROM aclexplode(o.acl) UNION ALL SELECT false, * FROM aclexplode(o.base)) both_) x
               GROUP BY x.grantee
              HAVING array_agg(x.held ORDER BY x.held) FILTER (WHERE x.now)
                     IS DISTINCT FROM array_agg(x.held ORDER BY x.held) FILTER (WHERE NOT x.now)) g""";

    private static final String COMMENTS =
            """
            JOIN (SELECT classoid, objoid, objsubid, NULL AS provider, description AS said FROM pg_description
                  UNION ALL SELECT classoid, objoid, objsubid, provider, label FROM pg_seclabel) d ON d.classoid = p.class AND d.objoid = p.obj
            CROSS JOIN LATERAL (
              SELECT CASE WHEN d.provider IS NULL THEN 'COMMENT' ELSE 'SECURITY_LABEL' END AS kind,
                     concat(d.provider || ' on ', i.type, ' ', i.identity) AS name, d.said AS definition
                FROM pg_identify_object(d.classoid, d.objoid, d.objsubid) i) c""";

    /** Where an object is read: R, T or F and the id of a relation, type or routine; the name of a shelf; or nowhere. */
    private static final String HOME =
            """
            (CASE #1
              WHEN 'pg_class'::regclass THEN {home_class #2}
              WHEN 'pg_type'::regclass THEN {home_type #2}
              WHEN 'pg_proc'::regclass THEN 'F' || #2
              WHEN 'pg_constraint'::regclass THEN
                (SELECT CASE WHEN h.conrelid <> 0 THEN 'R' || h.conrelid WHEN h.contypid <> 0 THEN 'T' || h.contypid END FROM pg_constraint h WHERE h.oid = #2)
              WHEN 'pg_attrdef'::regclass THEN (SELECT 'R' || h.adrelid FROM pg_attrdef h WHERE h.oid = #2)
              WHEN 'pg_trigger'::regclass THEN (SELECT 'R' || h.tgrelid FROM pg_trigger h WHERE h.oid = #2)
              WHEN 'pg_rewrite'::regclass THEN (SELECT 'R' || h.ev_class FROM pg_rewrite h WHERE h.oid = #2)
              WHEN 'pg_policy'::regclass THEN (SELECT 'R' || h.polrelid FROM pg_policy h WHERE h.oid = #2)
              WHEN 'pg_statistic_ext'::regclass THEN (SELECT 'R' || h.stxrelid FROM pg_statistic_ext h WHERE h.oid = #2)
              WHEN 'pg_namespace'::regclass THEN 'SCHEMA'
              WHEN 'pg_publication'::regclass THEN 'PUBLICATION'
              WHEN 'pg_publication_rel'::regclass THEN 'PUBLICATION'
              WHEN 'pg_publication_namespace'::regclass THEN 'PUBLICATION' -- from 15
              WHEN 'pg_default_acl'::regclass THEN 'DEFAULT_PRIVILEGE'
              WHEN 'pg_foreign_data_wrapper'::regclass THEN 'FOREIGN'
              WHEN 'pg_foreign_server'::regclass THEN 'FOREIGN'
              WHEN 'pg_user_mapping'::regclass THEN 'FOREIGN'
              WHEN 'pg_event_trigger'::regclass THEN 'EVENT_TRIGGER'
              WHEN 'pg_operator'::regclass THEN 'OPERATOR'
              WHEN 'pg_opclass'::regclass THEN 'OPERATOR'
              WHEN 'pg_opfamily'::regclass THEN 'OPERATOR'
              WHEN 'pg_amop'::regclass THEN 'OPERATOR'
              WHEN 'pg_amproc'::regclass THEN 'OPERATOR'
              WHEN 'pg_ts_parser'::regclass THEN 'TEXT_SEARCH'
              WHEN 'pg_ts_template'::regclass THEN 'TEXT_SEARCH'
              WHEN 'pg_ts_dict'::regclass THEN 'TEXT_SEARCH'
              WHEN 'pg_ts_config'::regclass THEN 'TEXT_SEARCH'
              WHEN 'pg_extension'::regclass THEN 'OTHER_COMMENT'
              WHEN 'pg_subscription'::regclass THEN 'OTHER_COMMENT'
              ELSE 'LANGUAGE' END)""";

    private static final String HOME_OF_RELATION =
            """
            (SELECT CASE h.relkind
               WHEN 'i' THEN (SELECT CASE o.relkind WHEN 't' THEN '-' ELSE 'R' || o.oid END
                 FROM pg_index x JOIN pg_class o ON o.oid = x.indrelid WHERE x.indexrelid = h.oid)
               WHEN 'I' THEN 'R' || (SELECT x.indrelid FROM pg_index x WHERE x.indexrelid = h.oid)
               WHEN 't' THEN 'R' || (SELECT w.refobjid FROM pg_depend w
                 WHERE w.classid = 'pg_class'::regclass AND w.objid = h.oid AND w.refclassid = 'pg_class'::regclass LIMIT 1)
               ELSE 'R' || h.oid END FROM pg_class h WHERE h.oid = #1)""";

    /** An array type has none: it comes, goes and changes its name with its element. */
    private static final String HOME_OF_TYPE =
            """
            (SELECT CASE WHEN h.typtype = 'c' THEN 'R' || h.typrelid
               WHEN h.typtype = 'm' THEN 'T' || (SELECT g.rngtypid FROM pg_range g WHERE g.rngmultitypid = h.oid)
               WHEN EXISTS (SELECT FROM pg_type el WHERE el.oid = h.typelem AND el.typarray = h.oid) THEN '-'
               ELSE 'T' || h.oid END FROM pg_type h WHERE h.oid = #1)""";

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("mine", MINE),
            Map.entry("rel", RELATIONS),
            Map.entry("typ", TYPES),
            Map.entry("fn", ROUTINES),
            Map.entry("grants", GRANTS),
            Map.entry("comments", COMMENTS),
            Map.entry("home_of", HOME),
            Map.entry("home_class", HOME_OF_RELATION),
            Map.entry("home_type", HOME_OF_TYPE),
            Map.entry(
                    "member",
                    "EXISTS (SELECT FROM pg_depend e WHERE e.classid = '#1'::regclass AND e.objid = #2 AND e.deptype = 'e')"),
            Map.entry(
                    "options",
                    "(SELECT string_agg(quote_ident(option_name) || ' ' || quote_literal(option_value), ', ' ORDER BY option_name) FROM pg_options_to_table(#1))"));

    private final int major;

    CatalogSql(int major) {
        this.major = major;
    }

    /** The query over everything. */
    String all(String file) {
        return expand(read(file), "true");
    }

    /** The query over the objects whose ids are given as an array, its only parameter. */
    String some(String file) {
        return expand(read(file), "#1 = ANY ($1)");
    }

    /** SQL that is put together elsewhere. */
    String given(String text) {
        return expand(text, "true");
    }

    private String expand(String text, String scope) {
        String now = text;
        Matcher matcher = WORD.matcher(now);
        while (matcher.find()) {
            now = matcher.replaceAll(found -> Matcher.quoteReplacement(part(found, scope)));
            matcher = WORD.matcher(now);
        }
        return now.lines().filter(this::isForThisVersion).collect(Collectors.joining("\n"));
    }

    private static String part(MatchResult found, String scope) {
        String name = found.group(1);
        String part = name.equals("scope") ? scope : PARTS.get(name);
        if (part == null) {
            throw new IllegalStateException("No query part is called " + name);
        }
        return part.replace("#1", orNothing(found.group(2))).replace("#2", orNothing(found.group(3)));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String read(String file) {
        try (InputStream in = CatalogSql.class.getResourceAsStream(file + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("The query " + file + ".sql is not beside " + CatalogSql.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isForThisVersion(String line) {
        Matcher marks = VERSIONS.matcher(line);
        return !marks.find()
                || ((marks.group(1) == null || major >= Integer.parseInt(marks.group(1)))
                        && (marks.group(2) == null || major <= Integer.parseInt(marks.group(2))));
    }
}
