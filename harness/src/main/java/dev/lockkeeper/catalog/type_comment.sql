-- Comments on types and on the checks of domains.
{typ},
part AS (
  SELECT t.oid AS home, 'pg_type'::regclass AS class, t.oid AS obj FROM typ t
  UNION ALL SELECT t.oid, 'pg_constraint'::regclass, k.oid FROM typ t JOIN pg_constraint k ON k.contypid = t.oid)
SELECT p.home AS home, c.kind, c.name, NULL AS tbl, c.definition, '' AS traits
FROM part p
{comments}
