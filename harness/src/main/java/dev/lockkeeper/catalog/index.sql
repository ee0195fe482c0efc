-- Indexes, also those behind a constraint.
{rel}
SELECT r.oid AS home, 'INDEX' AS kind, format('%I.%I', r.nspname, i.relname) AS name, r.fq AS tbl,
       concat_ws(' ',
         pg_get_indexdef(i.oid),
         CASE WHEN i.reltablespace <> 0 THEN (SELECT 'tablespace ' || quote_ident(spcname) FROM pg_tablespace WHERE oid = i.reltablespace) END,
         CASE WHEN x.indisclustered THEN '[clustered]' END,
         CASE WHEN x.indisreplident THEN '[replica identity]' END,
         CASE WHEN i.relkind = 'i' AND NOT (x.indisvalid AND x.indisready) THEN '[invalid]' END,
         CASE WHEN i.relispartition THEN (SELECT format('[attached to %s]', inhparent::regclass) FROM pg_inherits WHERE inhrelid = i.oid) END,
         (SELECT string_agg(format('[column %s statistics %s]', attnum, attstattarget), ' ' ORDER BY attnum)
            FROM pg_attribute WHERE attrelid = i.oid AND attstattarget >= 0),
         (SELECT string_agg(format('[depends on extension %I]', e.extname), ' ' ORDER BY e.extname)
            FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
           WHERE d.classid = 'pg_class'::regclass AND d.objid = i.oid AND d.deptype = 'x')) AS definition,
       concat_ws(E'\x01',
         'unique=' || x.indisunique,
         'valid=' || (x.indisvalid AND x.indisready),
         'method=' || am.amname,
         'columns=' || (SELECT string_agg(CASE WHEN u.num = 0 THEN pg_get_indexdef(i.oid, u.n::int, true) ELSE quote_ident(a.attname) END, ',' ORDER BY u.n)
            FROM unnest(x.indkey::int2[]) WITH ORDINALITY u(num, n) LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num AND u.num <> 0
           WHERE u.n <= x.indnkeyatts),
         'predicate=' || pg_get_expr(x.indpred, x.indrelid),
         'constraint=' || (SELECT quote_ident(conname) FROM pg_constraint WHERE conindid = i.oid AND conrelid = r.oid AND contype IN ('p', 'u', 'x'))) AS traits
FROM rel r
JOIN pg_index x ON x.indrelid = r.oid
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_am am ON am.oid = i.relam
