-- Privileges on objects of pg_catalog and of extensions, where they are not what those objects came with.
SELECT 0::oid AS home, 'GRANT' AS kind, format('%s %s to %s', o.what, o.name, g.grantee) AS name, NULL AS tbl, g.privileges AS definition, g.traits
FROM (
  SELECT CASE c.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'table' END AS what,
         format('%I.%I', n.nspname, c.relname) AS name, c.relacl AS acl,
         coalesce(i.initprivs, acldefault((CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", c.relowner)) AS base, c.relowner AS owner
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = 0
   WHERE c.relacl IS NOT NULL AND c.relkind <> 'c' AND c.relacl::text IS DISTINCT FROM i.initprivs::text AND (n.nspname = 'pg_catalog' OR {member pg_class c.oid})
  UNION ALL
  SELECT 'column', format('%I.%I.%I', n.nspname, c.relname, a.attname), a.attacl, i.initprivs, c.relowner
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND i.objsubid = a.attnum
   WHERE a.attacl IS NOT NULL AND a.attacl::text IS DISTINCT FROM i.initprivs::text AND (n.nspname = 'pg_catalog' OR {member pg_class c.oid})
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
         format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), p.proacl, coalesce(i.initprivs, acldefault('f', p.proowner)), p.proowner
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid
   WHERE p.proacl IS NOT NULL AND p.proacl::text IS DISTINCT FROM i.initprivs::text AND (n.nspname = 'pg_catalog' OR {member pg_proc p.oid})
  UNION ALL
  SELECT 'type', format('%I.%I', n.nspname, t.typname), t.typacl, coalesce(i.initprivs, acldefault('T', t.typowner)), t.typowner
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_type'::regclass AND i.objoid = t.oid
   WHERE t.typacl IS NOT NULL AND t.typacl::text IS DISTINCT FROM i.initprivs::text AND (n.nspname = 'pg_catalog' OR {member pg_type t.oid})
  UNION ALL
  SELECT 'schema', quote_ident(n.nspname), n.nspacl, coalesce(i.initprivs, acldefault('n', n.nspowner)), n.nspowner
    FROM pg_namespace n
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_namespace'::regclass AND i.objoid = n.oid
   WHERE n.nspacl IS NOT NULL AND n.nspacl::text IS DISTINCT FROM i.initprivs::text AND (n.nspname = 'pg_catalog' OR {member pg_namespace n.oid})
  UNION ALL
  SELECT 'language', quote_ident(l.lanname), l.lanacl, coalesce(i.initprivs, acldefault('l', l.lanowner)), l.lanowner
    FROM pg_language l
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_language'::regclass AND i.objoid = l.oid
   WHERE l.lanacl IS NOT NULL AND l.lanacl::text IS DISTINCT FROM i.initprivs::text AND (l.oid < 16384 OR {member pg_language l.oid})
  UNION ALL
  SELECT 'foreign data wrapper', quote_ident(w.fdwname), w.fdwacl, coalesce(i.initprivs, acldefault('F', w.fdwowner)), w.fdwowner
    FROM pg_foreign_data_wrapper w
    LEFT JOIN pg_init_privs i ON i.classoid = 'pg_foreign_data_wrapper'::regclass AND i.objoid = w.oid
   WHERE w.fdwacl IS NOT NULL AND w.fdwacl::text IS DISTINCT FROM i.initprivs::text AND {member pg_foreign_data_wrapper w.oid}) o
{grants}
