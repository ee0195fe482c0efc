-- Comments on relations and on what hangs on them.
{rel},
part AS (
  SELECT r.oid AS home, 'pg_class'::regclass AS class, r.oid AS obj FROM rel r
  UNION ALL SELECT r.oid, 'pg_type'::regclass, r.reltype FROM rel r WHERE r.relkind = 'c'
  UNION ALL SELECT r.oid, 'pg_class'::regclass, x.indexrelid FROM rel r JOIN pg_index x ON x.indrelid = r.oid
  UNION ALL SELECT r.oid, 'pg_constraint'::regclass, k.oid FROM rel r JOIN pg_constraint k ON k.conrelid = r.oid
             WHERE k.contype <> 't' AND k.conparentid = 0 AND (k.conislocal OR r.relispartition OR k.contype NOT IN ('c', 'n'))
  UNION ALL SELECT r.oid, 'pg_trigger'::regclass, g.oid FROM rel r JOIN pg_trigger g ON g.tgrelid = r.oid WHERE NOT g.tgisinternal AND g.tgparentid = 0
  UNION ALL SELECT r.oid, 'pg_rewrite'::regclass, w.oid FROM rel r JOIN pg_rewrite w ON w.ev_class = r.oid
  UNION ALL SELECT r.oid, 'pg_policy'::regclass, p.oid FROM rel r JOIN pg_policy p ON p.polrelid = r.oid
  UNION ALL SELECT r.oid, 'pg_statistic_ext'::regclass, s.oid FROM rel r JOIN pg_statistic_ext s ON s.stxrelid = r.oid)
SELECT p.home AS home, c.kind, c.name, r.fq AS tbl, c.definition, '' AS traits
FROM part p
JOIN rel r ON r.oid = p.home
{comments}
