-- Table constraints. Those a child or a partition merely inherits belong to the parent, as in a dump.
{rel}
SELECT r.oid AS home, 'CONSTRAINT' AS kind, format('%s.%I', r.fq, k.conname) AS name, r.fq AS tbl,
       pg_get_constraintdef(k.oid) AS definition,
       concat_ws(E'\x01',
         'constraintType=' || k.contype::text,
         'validated=' || k.convalidated,
         'deferrable=' || k.condeferrable,
         'columns=' || cols.names,
         CASE WHEN k.contype = 'c' THEN 'expression=' || pg_get_expr(k.conbin, k.conrelid) END,
         CASE WHEN k.contype = 'f' THEN concat_ws(E'\x01',
           'referencedTable=' || k.confrelid::regclass,
           'referencedColumns=' || (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY x.n)
              FROM unnest(k.confkey) WITH ORDINALITY x(num, n) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.num),
           'onDelete=' || CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END,
           'onUpdate=' || CASE k.confupdtype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END) END) AS traits
FROM rel r
JOIN pg_constraint k ON k.conrelid = r.oid
LEFT JOIN LATERAL (
  SELECT string_agg(quote_ident(a.attname), ',' ORDER BY x.n) AS names
    FROM unnest(k.conkey) WITH ORDINALITY x(num, n) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.num) cols ON true
WHERE k.contype IN ('p', 'u', 'x') OR (k.contype = 'f' AND k.conparentid = 0) OR (k.contype = 'c' AND (k.conislocal OR r.relispartition))
