-- Privileges that objects yet to come will have.
SELECT 0::oid AS home, 'DEFAULT_PRIVILEGE' AS kind,
       concat_ws(' ', o.what, 'of ' || quote_ident(pg_get_userbyid(o.owner)), 'in ' || o.schema, 'to ' || g.grantee) AS name, NULL AS tbl, g.privileges AS definition, g.traits
FROM (
  SELECT CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas'
           WHEN 'L' THEN 'large objects' ELSE d.defaclobjtype::text END AS what,
         quote_ident(n.nspname) AS schema, d.defaclacl AS acl,
         CASE WHEN d.defaclnamespace = 0 THEN acldefault(CASE WHEN d.defaclobjtype = 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole) ELSE NULL::aclitem[] END AS base,
         d.defaclrole AS owner
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
   WHERE n.nspname IS NULL OR {mine}) o
{grants}
