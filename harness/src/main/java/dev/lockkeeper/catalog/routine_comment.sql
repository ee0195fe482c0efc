-- Comments on functions, procedures and aggregates.
{fn},
part AS (SELECT f.oid AS home, 'pg_proc'::regclass AS class, f.oid AS obj FROM fn f)
SELECT p.home AS home, c.kind, c.name, NULL AS tbl, c.definition, '' AS traits
FROM part p
{comments}
