-- Enums, domains, ranges and base types; composite types are relations.
{typ}
SELECT t.oid AS home,
       CASE t.typtype WHEN 'e' THEN 'ENUM' WHEN 'd' THEN 'DOMAIN' WHEN 'r' THEN 'RANGE' ELSE 'BASE_TYPE' END AS kind,
       t.fq AS name, NULL AS tbl,
       concat_ws(E'\n',
         'owner ' || quote_ident(pg_get_userbyid(t.typowner)),
         CASE t.typtype
           WHEN 'e' THEN 'enum (' || coalesce(e.labels, '') || ')'
           WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
             (SELECT 'collate ' || t.typcollation::regcollation FROM pg_type b WHERE b.oid = t.typbasetype AND b.typcollation <> t.typcollation),
             CASE WHEN t.typnotnull THEN 'not null' END,
             (SELECT format('(constraint %I)', k.conname) FROM pg_constraint k -- from 17
               WHERE k.contypid = t.oid AND k.contype = 'n' AND k.conname <> t.typname || '_not_null'), -- from 17
             'default ' || coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)))
           WHEN 'r' THEN
             (SELECT concat_ws(' ', 'range (subtype = ' || format_type(g.rngsubtype, NULL) || ',',
                       'multirange_type_name = ' || g.rngmultitypid::regtype || ',',
                       (SELECT format('subtype_opclass = %I.%I,', cn.nspname, oc.opcname) FROM pg_opclass oc JOIN pg_namespace cn ON cn.oid = oc.opcnamespace
                         WHERE oc.oid = g.rngsubopc AND NOT oc.opcdefault),
                       (SELECT 'collation = ' || g.rngcollation::regcollation || ',' FROM pg_type st WHERE st.oid = g.rngsubtype AND g.rngcollation <> st.typcollation),
                       'canonical = ' || nullif(g.rngcanonical::oid, 0)::regprocedure || ',', 'subtype_diff = ' || nullif(g.rngsubdiff::oid, 0)::regprocedure) || ')'
                FROM pg_range g WHERE g.rngtypid = t.oid)
           ELSE CASE WHEN t.typisdefined THEN
             concat_ws(' ', 'base type', 'input ' || t.typinput::regprocedure, 'output ' || t.typoutput::regprocedure,
               'receive ' || nullif(t.typreceive::oid, 0)::regprocedure, 'send ' || nullif(t.typsend::oid, 0)::regprocedure,
               'typmod_in ' || nullif(t.typmodin::oid, 0)::regprocedure, 'typmod_out ' || nullif(t.typmodout::oid, 0)::regprocedure,
               'analyze ' || nullif(t.typanalyze::oid, 0)::regprocedure, 'subscript ' || nullif(t.typsubscript::oid, 0)::regprocedure,
               'length ' || t.typlen, CASE WHEN t.typbyval THEN 'by value' END, 'align ' || t.typalign::text, 'storage ' || t.typstorage::text,
               'category ' || t.typcategory::text, CASE WHEN t.typispreferred THEN 'preferred' END, CASE WHEN t.typcollation <> 0 THEN 'collatable' END,
               'element ' || nullif(t.typelem, 0)::regtype, 'delimiter ' || t.typdelim::text,
               'default ' || coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)))
             ELSE 'shell type' END END) AS definition,
       concat_ws(E'\x01',
         'owner=' || pg_get_userbyid(t.typowner),
         'labels=' || e.plain,
         CASE WHEN t.typtype = 'd' THEN 'baseType=' || format_type(t.typbasetype, t.typtypmod) END,
         CASE WHEN t.typtype = 'd' THEN 'notNull=' || t.typnotnull END,
         CASE WHEN t.typtype = 'd' THEN 'default=' || coalesce(pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), quote_literal(t.typdefault)) END) AS traits
FROM typ t
LEFT JOIN LATERAL (
  SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) AS labels, string_agg(enumlabel, ',' ORDER BY enumsortorder) AS plain
    FROM pg_enum WHERE t.typtype = 'e' AND enumtypid = t.oid) e ON true
