-- Privileges on types.
{typ}
SELECT o.home AS home, 'GRANT' AS kind, format('type %s to %s', o.name, g.grantee) AS name, NULL AS tbl, g.privileges AS definition, g.traits
FROM (SELECT t.oid AS home, t.fq AS name, t.typacl AS acl, acldefault('T', t.typowner) AS base, t.typowner AS owner FROM typ t WHERE t.typacl IS NOT NULL) o
{grants}
