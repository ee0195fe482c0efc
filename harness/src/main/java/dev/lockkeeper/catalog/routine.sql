-- Functions and procedures.
{fn}
SELECT f.oid AS home, CASE f.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind, f.fq AS name, NULL AS tbl,
       concat_ws(E'\n', pg_get_functiondef(f.oid), 'owner ' || quote_ident(pg_get_userbyid(f.proowner)),
         (SELECT string_agg('depends on extension ' || quote_ident(e.extname), E'\n' ORDER BY e.extname)
            FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
           WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'x')) AS definition,
       concat_ws(E'\x01',
         'owner=' || pg_get_userbyid(f.proowner),
         'securityDefiner=' || f.prosecdef,
         'volatility=' || CASE f.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
         'body=' || coalesce(f.prosrc, ''),
         (SELECT 'searchPath=' || substr(o, length('search_path=') + 1) FROM unnest(f.proconfig) o WHERE o LIKE 'search\_path=%')) AS traits
FROM fn f
WHERE f.prokind <> 'a'
