-- Comments and labels on objects that are read in whole groups.
SELECT 0::oid AS home, c.kind, c.name, NULL AS tbl, c.definition, '' AS traits
FROM (
  SELECT d.classoid AS class, d.objoid AS obj FROM pg_description d WHERE d.objoid >= 16384 AND d.objsubid = 0
  UNION
  SELECT l.classoid, l.objoid FROM pg_seclabel l WHERE l.objoid >= 16384 AND l.objsubid = 0) p
{comments}
WHERE p.class NOT IN ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_namespace'::regclass, 'pg_constraint'::regclass, 'pg_trigger'::regclass,
                      'pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_statistic_ext'::regclass, 'pg_attrdef'::regclass, 'pg_largeobject'::regclass)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = p.class AND e.objid = p.obj AND e.deptype = 'e')
