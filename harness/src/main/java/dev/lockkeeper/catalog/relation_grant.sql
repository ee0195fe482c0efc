-- Privileges on tables, views, sequences, composite types and columns, where they are not what the owner gets by default.
{rel}
SELECT o.home AS home, 'GRANT' AS kind, format('%s %s to %s', o.what, o.name, g.grantee) AS name, o.tbl, g.privileges AS definition, g.traits
FROM (
  SELECT r.oid AS home, CASE r.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END AS what,
         r.fq AS name, r.fq AS tbl, r.relacl AS acl, acldefault((CASE r.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", r.relowner) AS base, r.relowner AS owner
    FROM rel r WHERE r.relacl IS NOT NULL AND r.relkind <> 'c'
  UNION ALL
  SELECT r.oid, 'type', r.fq, r.fq, t.typacl, acldefault('T', t.typowner), t.typowner
    FROM rel r JOIN pg_type t ON t.oid = r.reltype WHERE r.relkind = 'c' AND t.typacl IS NOT NULL
  UNION ALL
  SELECT r.oid, 'column', format('%s.%I', r.fq, a.attname), r.fq, a.attacl, NULL::aclitem[], r.relowner
    FROM rel r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped) o
{grants}
