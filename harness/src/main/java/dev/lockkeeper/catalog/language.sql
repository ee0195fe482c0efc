-- Languages, access methods, casts, transforms, conversions and collations.
SELECT 0::oid AS home, 'LANGUAGE' AS kind, quote_ident(l.lanname) AS name, NULL AS tbl,
       concat_ws(' ', CASE WHEN l.lanpltrusted THEN 'trusted' END, 'handler ' || nullif(l.lanplcallfoid::oid, 0)::regprocedure,
         'inline ' || nullif(l.laninline::oid, 0)::regprocedure, 'validator ' || nullif(l.lanvalidator::oid, 0)::regprocedure,
         'owner ' || quote_ident(pg_get_userbyid(l.lanowner))) AS definition,
       'owner=' || pg_get_userbyid(l.lanowner) AS traits
FROM pg_language l
WHERE l.lanispl AND l.oid >= 16384 AND NOT {member pg_language l.oid}
UNION ALL
SELECT 0::oid, 'GRANT', format('language %s to %s', o.name, g.grantee), NULL, g.privileges, g.traits
FROM (SELECT quote_ident(l.lanname) AS name, l.lanacl AS acl, acldefault('l', l.lanowner) AS base, l.lanowner AS owner
        FROM pg_language l WHERE l.lanispl AND l.oid >= 16384 AND l.lanacl IS NOT NULL AND NOT {member pg_language l.oid}) o
{grants}
UNION ALL
SELECT 0::oid, 'ACCESS_METHOD', quote_ident(a.amname), NULL, concat_ws(' ', CASE a.amtype WHEN 't' THEN 'table' ELSE 'index' END, 'handler ' || a.amhandler::oid::regprocedure), ''
FROM pg_am a
WHERE a.oid >= 16384 AND NOT {member pg_am a.oid}
UNION ALL
SELECT 0::oid, 'CAST', format('(%s as %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)), NULL,
       concat_ws(' ', CASE c.castmethod WHEN 'f' THEN 'with function ' || c.castfunc::regprocedure WHEN 'b' THEN 'without function' ELSE 'with inout' END,
         CASE c.castcontext WHEN 'i' THEN 'as implicit' WHEN 'a' THEN 'as assignment' END), ''
FROM pg_cast c
WHERE c.oid >= 16384 AND NOT {member pg_cast c.oid}
UNION ALL
SELECT 0::oid, 'TRANSFORM', format('for %s language %I', format_type(t.trftype, NULL), l.lanname), NULL,
       concat_ws(' ', 'from sql ' || nullif(t.trffromsql::oid, 0)::regprocedure, 'to sql ' || nullif(t.trftosql::oid, 0)::regprocedure), ''
FROM pg_transform t
JOIN pg_language l ON l.oid = t.trflang
WHERE NOT {member pg_transform t.oid}
UNION ALL
SELECT 0::oid, 'CONVERSION', format('%I.%I', n.nspname, c.conname), NULL,
       concat_ws(' ', CASE WHEN c.condefault THEN 'default' END, 'for', quote_literal(pg_encoding_to_char(c.conforencoding)), 'to', quote_literal(pg_encoding_to_char(c.contoencoding)),
         'from', c.conproc::oid::regprocedure, 'owner', quote_ident(pg_get_userbyid(c.conowner))), 'owner=' || pg_get_userbyid(c.conowner)
FROM pg_conversion c
JOIN pg_namespace n ON n.oid = c.connamespace
WHERE {mine} AND NOT {member pg_conversion c.oid}
UNION ALL
SELECT 0::oid, 'COLLATION', format('%I.%I', n.nspname, c.collname), NULL,
       concat_ws(' ', 'provider', CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' ELSE c.collprovider::text END,
         CASE WHEN NOT c.collisdeterministic THEN 'not deterministic' END,
         'collate ' || quote_literal(c.collcollate), 'ctype ' || quote_literal(c.collctype),
         'locale ' || quote_literal(c.colliculocale), -- from 15 until 16
         'locale ' || quote_literal(c.colllocale), -- from 17
         'rules ' || quote_literal(c.collicurules), -- from 16
         'owner ' || quote_ident(pg_get_userbyid(c.collowner))), 'owner=' || pg_get_userbyid(c.collowner)
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE {mine} AND NOT {member pg_collation c.oid}
