-- Aggregates.
{fn}
SELECT f.oid AS home, 'AGGREGATE' AS kind, f.fq AS name, NULL AS tbl,
       concat_ws(' ',
         '(' || pg_get_function_arguments(f.oid) || ')',
         'returns ' || format_type(f.prorettype, NULL),
         CASE a.aggkind WHEN 'o' THEN 'ordered set' WHEN 'h' THEN 'hypothetical' END,
         'sfunc ' || a.aggtransfn::regprocedure, 'stype ' || format_type(a.aggtranstype, NULL), CASE WHEN a.aggtransspace <> 0 THEN 'sspace ' || a.aggtransspace END,
         'initcond ' || quote_literal(a.agginitval),
         'finalfunc ' || nullif(a.aggfinalfn::oid, 0)::regprocedure, CASE WHEN a.aggfinalextra THEN 'finalfunc_extra' END, 'finalfunc_modify ' || a.aggfinalmodify::text,
         'combinefunc ' || nullif(a.aggcombinefn::oid, 0)::regprocedure, 'serialfunc ' || nullif(a.aggserialfn::oid, 0)::regprocedure,
         'deserialfunc ' || nullif(a.aggdeserialfn::oid, 0)::regprocedure,
         'msfunc ' || nullif(a.aggmtransfn::oid, 0)::regprocedure, 'minvfunc ' || nullif(a.aggminvtransfn::oid, 0)::regprocedure,
         'mstype ' || nullif(a.aggmtranstype, 0)::regtype, CASE WHEN a.aggmtransspace <> 0 THEN 'msspace ' || a.aggmtransspace END,
         'minitcond ' || quote_literal(a.aggminitval),
         'mfinalfunc ' || nullif(a.aggmfinalfn::oid, 0)::regprocedure, CASE WHEN a.aggmfinalextra THEN 'mfinalfunc_extra' END, 'mfinalfunc_modify ' || a.aggmfinalmodify::text,
         'sortop ' || nullif(a.aggsortop, 0)::regoperator,
         'parallel ' || f.proparallel::text,
         'owner ' || quote_ident(pg_get_userbyid(f.proowner))) AS definition,
       'owner=' || pg_get_userbyid(f.proowner) AS traits
FROM fn f
JOIN pg_aggregate a ON a.aggfnoid = f.oid
WHERE f.prokind = 'a'
