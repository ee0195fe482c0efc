-- Extended statistics.
{rel}
SELECT r.oid AS home, 'STATISTICS' AS kind, format('%I.%I', n.nspname, s.stxname) AS name, r.fq AS tbl,
       concat_ws(' ', pg_get_statisticsobjdef(s.oid), CASE WHEN s.stxstattarget >= 0 THEN '[target ' || s.stxstattarget || ']' END,
         '[owner ' || quote_ident(pg_get_userbyid(s.stxowner)) || ']') AS definition,
       'owner=' || pg_get_userbyid(s.stxowner) AS traits
FROM rel r
JOIN pg_statistic_ext s ON s.stxrelid = r.oid
JOIN pg_namespace n ON n.oid = s.stxnamespace
