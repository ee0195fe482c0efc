-- Row security policies.
{rel}
SELECT r.oid AS home, 'POLICY' AS kind, format('%s.%I', r.fq, p.polname) AS name, r.fq AS tbl,
       concat_ws(' ',
         CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
         'for ' || CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END,
         'to ' || (SELECT string_agg(name, ', ' ORDER BY name)
            FROM (SELECT CASE WHEN o = 0 THEN 'public' ELSE quote_ident(pg_get_userbyid(o)) END AS name FROM unnest(p.polroles) o) roles),
         'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
         'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') AS definition,
       '' AS traits
FROM rel r
JOIN pg_policy p ON p.polrelid = r.oid
