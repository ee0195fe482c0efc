-- Tables, views, sequences and composite types themselves.
{rel}
SELECT r.oid AS home,
       CASE r.relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'PARTITIONED_TABLE' WHEN 'f' THEN 'FOREIGN_TABLE' WHEN 'v' THEN 'VIEW'
         WHEN 'm' THEN 'MATERIALIZED_VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'COMPOSITE_TYPE' END AS kind,
       r.fq AS name, NULL AS tbl,
       concat_ws(E'\n',
         'owner ' || quote_ident(pg_get_userbyid(r.relowner)),
         CASE r.relpersistence WHEN 'u' THEN 'unlogged' END,
         CASE WHEN r.relam <> 0 THEN (SELECT 'access method ' || quote_ident(amname) FROM pg_am WHERE oid = r.relam AND amname <> 'heap') END,
         CASE WHEN r.reltablespace <> 0 THEN (SELECT 'tablespace ' || quote_ident(spcname) FROM pg_tablespace WHERE oid = r.reltablespace) END,
         CASE WHEN r.reloftype <> 0 THEN 'of ' || r.reloftype::regtype END,
         'with (' || array_to_string(r.reloptions, ', ') || ')',
         CASE WHEN r.reltoastrelid <> 0 THEN (SELECT 'toast with (' || array_to_string(reloptions, ', ') || ')' FROM pg_class WHERE oid = r.reltoastrelid) END,
         CASE WHEN r.relkind = 'p' THEN 'partition by ' || pg_get_partkeydef(r.oid) END,
         CASE WHEN r.relispartition THEN
           (SELECT 'partition of ' || inhparent::regclass || CASE WHEN inhdetachpending THEN ' (detach pending)' ELSE '' END FROM pg_inherits WHERE inhrelid = r.oid)
           || ' ' || pg_get_expr(r.relpartbound, r.oid)
         WHEN r.relkind IN ('r', 'f') THEN
           (SELECT 'inherits ' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno) FROM pg_inherits WHERE inhrelid = r.oid) END,
         CASE WHEN r.relrowsecurity THEN 'row security' END,
         CASE WHEN r.relforcerowsecurity THEN 'force row security' END,
         CASE WHEN r.relkind IN ('r', 'p', 'm') THEN CASE r.relreplident WHEN 'n' THEN 'replica identity nothing' WHEN 'f' THEN 'replica identity full' END END,
         CASE WHEN r.relkind = 'f' THEN
           (SELECT 'server ' || quote_ident(s.srvname) || ' options (' || coalesce({options f.ftoptions}, '') || ')'
              FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = r.oid) END,
         (SELECT string_agg('depends on extension ' || quote_ident(x.extname), E'\n' ORDER BY x.extname)
            FROM pg_depend d JOIN pg_extension x ON d.refclassid = 'pg_extension'::regclass AND x.oid = d.refobjid
           WHERE d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.deptype = 'x'),
         CASE WHEN r.relkind IN ('v', 'm') THEN 'as' || E'\n' || pg_get_viewdef(r.oid) END,
         CASE WHEN r.relkind = 'S' THEN
           (SELECT format('as %s start %s increment %s minvalue %s maxvalue %s cache %s%s', format_type(seqtypid, NULL), seqstart, seqincrement, seqmin, seqmax, seqcache,
                          CASE WHEN seqcycle THEN ' cycle' END)
              FROM pg_sequence WHERE seqrelid = r.oid) END,
         'owned by ' || o.owned) AS definition,
       concat_ws(E'\x01',
         'owner=' || pg_get_userbyid(r.relowner),
         'persistence=' || r.relpersistence::text,
         'rowSecurity=' || r.relrowsecurity,
         'forceRowSecurity=' || r.relforcerowsecurity,
         CASE WHEN r.relispartition THEN 'partitionOf=' || (SELECT inhparent::regclass FROM pg_inherits WHERE inhrelid = r.oid) END,
         CASE WHEN r.relkind = 'm' THEN 'populated=' || r.relispopulated END,
         'ownedBy=' || o.owned) AS traits
FROM rel r
LEFT JOIN LATERAL (
  SELECT format('%I.%I.%I', tn.nspname, t.relname, a.attname) AS owned
    FROM pg_depend d
    JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
   WHERE r.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0
     AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')) o ON true
