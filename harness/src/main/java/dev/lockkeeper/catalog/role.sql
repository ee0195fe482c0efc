-- What outlives the database: roles, memberships, settings of roles and of this database, and privileges on it.
SELECT 0::oid AS home, 'ROLE' AS kind, quote_ident(r.rolname) AS name, NULL AS tbl,
       concat_ws(' ', CASE WHEN r.rolsuper THEN 'superuser' END, CASE WHEN NOT r.rolinherit THEN 'noinherit' END, CASE WHEN r.rolcreaterole THEN 'createrole' END,
         CASE WHEN r.rolcreatedb THEN 'createdb' END, CASE WHEN r.rolcanlogin THEN 'login' ELSE 'nologin' END, CASE WHEN r.rolreplication THEN 'replication' END,
         CASE WHEN r.rolbypassrls THEN 'bypassrls' END, CASE WHEN r.rolconnlimit >= 0 THEN 'connection limit ' || r.rolconnlimit END, 'valid until ' || r.rolvaliduntil,
         'comment ' || quote_literal(shobj_description(r.oid, 'pg_authid'))) AS definition, '' AS traits
FROM pg_roles r
WHERE r.oid >= 16384
UNION ALL
SELECT 0::oid, 'ROLE_MEMBERSHIP', format('%s in %s', m.member::regrole, m.roleid::regrole), NULL,
       string_agg(concat_ws(' ', 'member', CASE WHEN m.admin_option THEN 'with admin option' END,
         CASE WHEN NOT m.inherit_option THEN 'not inheriting' END, CASE WHEN NOT m.set_option THEN 'without set' END, -- from 16
         'granted by ' || CASE WHEN m.grantor >= 16384 THEN m.grantor::regrole::text END), '; ' ORDER BY m.grantor::regrole::text), ''
FROM pg_auth_members m
WHERE m.member >= 16384 OR m.roleid >= 16384
GROUP BY m.member, m.roleid
UNION ALL
SELECT 0::oid, 'SETTING', concat_ws(' ', 'of role ' || nullif(s.setrole, 0)::regrole, CASE WHEN s.setdatabase <> 0 THEN 'of this database' END) || ': ' || split_part(c, '=', 1),
       NULL, substr(c, strpos(c, '=') + 1), ''
FROM pg_db_role_setting s
CROSS JOIN unnest(s.setconfig) c
WHERE s.setdatabase = 0 OR s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
UNION ALL
SELECT 0::oid, 'GRANT', 'this database to ' || g.grantee, NULL, g.privileges, g.traits
FROM (SELECT d.datacl AS acl, acldefault('d', d.datdba) AS base, d.datdba AS owner FROM pg_database d WHERE d.datname = current_database() AND d.datacl IS NOT NULL) o
{grants}
