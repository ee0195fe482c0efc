-- Privileges on functions, procedures and aggregates.
{fn}
SELECT o.home AS home, 'GRANT' AS kind, format('%s %s to %s', o.what, o.name, g.grantee) AS name, NULL AS tbl, g.privileges AS definition, g.traits
FROM (
  SELECT f.oid AS home, CASE f.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END AS what, f.fq AS name, f.proacl AS acl,
         acldefault('f', f.proowner) AS base, f.proowner AS owner
    FROM fn f WHERE f.proacl IS NOT NULL) o
{grants}
