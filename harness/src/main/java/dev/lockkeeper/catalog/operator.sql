-- Operators, operator classes and families with their members.
SELECT 0::oid AS home, 'OPERATOR' AS kind, o.oid::regoperator::text AS name, NULL AS tbl,
       concat_ws(' ', 'function ' || o.oprcode::oid::regprocedure, 'commutator ' || nullif(o.oprcom, 0)::regoperator, 'negator ' || nullif(o.oprnegate, 0)::regoperator,
         'restrict ' || nullif(o.oprrest::oid, 0)::regprocedure, 'join ' || nullif(o.oprjoin::oid, 0)::regprocedure, CASE WHEN o.oprcanmerge THEN 'merges' END,
         CASE WHEN o.oprcanhash THEN 'hashes' END, 'owner ' || quote_ident(pg_get_userbyid(o.oprowner))) AS definition,
       'owner=' || pg_get_userbyid(o.oprowner) AS traits
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprcode <> 0 AND {mine} AND NOT {member pg_operator o.oid}
UNION ALL
SELECT 0::oid, 'OPERATOR_CLASS', format('%I.%I using %I', n.nspname, c.opcname, a.amname), NULL,
       concat_ws(' ', CASE WHEN c.opcdefault THEN 'default' END, 'for type', format_type(c.opcintype, NULL), 'family', format('%I.%I', fn.nspname, f.opfname),
         'storage ' || nullif(c.opckeytype, 0)::regtype, 'owner', quote_ident(pg_get_userbyid(c.opcowner))), 'owner=' || pg_get_userbyid(c.opcowner)
FROM pg_opclass c
JOIN pg_namespace n ON n.oid = c.opcnamespace
JOIN pg_am a ON a.oid = c.opcmethod
JOIN pg_opfamily f ON f.oid = c.opcfamily
JOIN pg_namespace fn ON fn.oid = f.opfnamespace
WHERE {mine} AND NOT {member pg_opclass c.oid}
UNION ALL
SELECT 0::oid, 'OPERATOR_FAMILY', format('%I.%I using %I', n.nspname, f.opfname, a.amname), NULL,
       concat_ws(E'\n', 'owner ' || quote_ident(pg_get_userbyid(f.opfowner)),
         (SELECT string_agg(concat_ws(' ', 'operator', m.amopstrategy, m.amopopr::regoperator,
                   'for order by ' || (SELECT format('%I.%I', sn.nspname, s.opfname) FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = m.amopsortfamily)),
                   E'\n' ORDER BY m.amopstrategy, m.amopopr::regoperator::text)
            FROM pg_amop m WHERE m.amopfamily = f.oid),
         (SELECT string_agg(format('function %s (%s, %s) %s', m.amprocnum, format_type(m.amproclefttype, NULL), format_type(m.amprocrighttype, NULL), m.amproc::oid::regprocedure),
                   E'\n' ORDER BY m.amprocnum, m.amproclefttype::regtype::text, m.amprocrighttype::regtype::text)
            FROM pg_amproc m WHERE m.amprocfamily = f.oid)), 'owner=' || pg_get_userbyid(f.opfowner)
FROM pg_opfamily f
JOIN pg_namespace n ON n.oid = f.opfnamespace
JOIN pg_am a ON a.oid = f.opfmethod
WHERE {mine} AND NOT {member pg_opfamily f.oid}
