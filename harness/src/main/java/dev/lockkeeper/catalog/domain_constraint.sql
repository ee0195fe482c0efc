-- Checks of domains; their not-null is part of the domain.
{typ}
SELECT t.oid AS home, 'CONSTRAINT' AS kind, format('%s.%I', t.fq, k.conname) AS name, NULL AS tbl,
       pg_get_constraintdef(k.oid) AS definition,
       concat_ws(E'\x01', 'constraintType=' || k.contype::text, 'validated=' || k.convalidated, 'expression=' || pg_get_expr(k.conbin, 0)) AS traits
FROM typ t
JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c'
