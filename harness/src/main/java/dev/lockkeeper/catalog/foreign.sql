-- Foreign-data wrappers, servers and user mappings; passwords only as a short digest.
SELECT 0::oid AS home, 'FOREIGN_DATA_WRAPPER' AS kind, quote_ident(w.fdwname) AS name, NULL AS tbl,
       concat_ws(' ', 'handler ' || nullif(w.fdwhandler::oid, 0)::regprocedure, 'validator ' || nullif(w.fdwvalidator::oid, 0)::regprocedure,
         'options (' || {options w.fdwoptions} || ')', 'owner ' || quote_ident(pg_get_userbyid(w.fdwowner))) AS definition, 'owner=' || pg_get_userbyid(w.fdwowner) AS traits
FROM pg_foreign_data_wrapper w
WHERE w.oid >= 16384 AND NOT {member pg_foreign_data_wrapper w.oid}
UNION ALL
SELECT 0::oid, 'SERVER', quote_ident(s.srvname), NULL,
       concat_ws(' ', 'wrapper ' || quote_ident(w.fdwname), 'type ' || quote_literal(s.srvtype), 'version ' || quote_literal(s.srvversion),
         'options (' || {options s.srvoptions} || ')', 'owner ' || quote_ident(pg_get_userbyid(s.srvowner))), 'owner=' || pg_get_userbyid(s.srvowner)
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE NOT {member pg_foreign_server s.oid}
UNION ALL
SELECT 0::oid, 'USER_MAPPING', format('for %I on %I', m.usename, m.srvname), NULL,
       coalesce((SELECT string_agg(quote_ident(option_name) || ' ' ||
           CASE WHEN option_name ~* 'pass|secret|token|key' THEN '(digest ' || left(md5(option_value), 6) || ')' ELSE quote_literal(option_value) END, ', ' ORDER BY option_name)
         FROM pg_options_to_table(m.umoptions)), ''), ''
FROM pg_user_mappings m
UNION ALL
SELECT 0::oid, 'GRANT', format('%s %s to %s', o.what, o.name, g.grantee), NULL, g.privileges, g.traits
FROM (
  SELECT 'foreign data wrapper' AS what, quote_ident(w.fdwname) AS name, w.fdwacl AS acl, acldefault('F', w.fdwowner) AS base, w.fdwowner AS owner
    FROM pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL AND w.oid >= 16384 AND NOT {member pg_foreign_data_wrapper w.oid}
  UNION ALL
  SELECT 'server', quote_ident(s.srvname), s.srvacl, acldefault('S', s.srvowner), s.srvowner
    FROM pg_foreign_server s WHERE s.srvacl IS NOT NULL AND NOT {member pg_foreign_server s.oid}) o
{grants}
