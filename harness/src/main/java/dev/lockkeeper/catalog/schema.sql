-- Schemas with their privileges and comments. What a new database gives "public" anyway is left out, as in a dump.
WITH n AS (SELECT n.*, quote_ident(n.nspname) AS fq FROM pg_namespace n WHERE {mine} AND NOT {member pg_namespace n.oid})
SELECT 0::oid AS home, 'SCHEMA' AS kind, n.fq AS name, NULL AS tbl, 'owner ' || quote_ident(pg_get_userbyid(n.nspowner)) AS definition,
       'owner=' || pg_get_userbyid(n.nspowner) AS traits
FROM n
UNION ALL
SELECT 0::oid, 'GRANT', format('schema %s to %s', o.name, g.grantee), NULL, g.privileges, g.traits
FROM (
  SELECT 0::oid AS home, n.fq AS name, coalesce(n.nspacl, acldefault('n', n.nspowner)) AS acl,
         CASE WHEN n.nspname = 'public' THEN acldefault('n', n.nspowner) || makeaclitem(0, n.nspowner, 'USAGE', false) ELSE acldefault('n', n.nspowner) END AS base,
         n.nspowner AS owner
    FROM n WHERE n.nspacl IS NOT NULL OR n.nspname = 'public') o
{grants}
UNION ALL
SELECT 0::oid, 'COMMENT', 'schema ' || n.fq, NULL, coalesce(d.description, ''), ''
FROM n
LEFT JOIN pg_description d ON d.classoid = 'pg_namespace'::regclass AND d.objoid = n.oid AND d.objsubid = 0
WHERE coalesce(d.description, '') <> CASE WHEN n.nspname = 'public' THEN 'standard public schema' ELSE '' END
UNION ALL
SELECT 0::oid, 'SECURITY_LABEL', format('%s on schema %s', l.provider, n.fq), NULL, l.label, ''
FROM n
JOIN pg_seclabel l ON l.classoid = 'pg_namespace'::regclass AND l.objoid = n.oid
