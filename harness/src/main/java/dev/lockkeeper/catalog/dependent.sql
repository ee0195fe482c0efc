-- The homes whose printed form may name one of the given objects, or something that has its name from one.
WITH seed AS (
  SELECT class, obj FROM unnest($1::regclass[], $2) s(class, obj)),
named AS (
  SELECT class, obj FROM seed
  UNION SELECT 'pg_class'::regclass, x.indexrelid FROM seed JOIN pg_index x ON class = 'pg_class'::regclass AND x.indrelid = obj
  UNION SELECT 'pg_type'::regclass, c.reltype FROM seed JOIN pg_class c ON class = 'pg_class'::regclass AND c.oid = obj
  UNION SELECT 'pg_type'::regclass, t.typarray FROM seed JOIN pg_class c ON class = 'pg_class'::regclass AND c.oid = obj JOIN pg_type t ON t.oid = c.reltype
  UNION SELECT 'pg_type'::regclass, t.typarray FROM seed JOIN pg_type t ON class = 'pg_type'::regclass AND t.oid = obj
  UNION SELECT 'pg_type'::regclass, g.rngmultitypid FROM seed JOIN pg_range g ON class = 'pg_type'::regclass AND g.rngtypid = obj
  UNION SELECT 'pg_type'::regclass, m.typarray FROM seed JOIN pg_range g ON class = 'pg_type'::regclass AND g.rngtypid = obj JOIN pg_type m ON m.oid = g.rngmultitypid)
SELECT DISTINCT {home_of d.classid d.objid}
FROM named
JOIN pg_depend d ON d.refclassid = named.class AND d.refobjid = named.obj
WHERE $3 OR d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass, 'pg_policy'::regclass)
