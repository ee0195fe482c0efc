-- Text search parsers, templates, dictionaries and configurations.
SELECT 0::oid AS home, 'TEXT_SEARCH_PARSER' AS kind, format('%I.%I', n.nspname, p.prsname) AS name, NULL AS tbl,
       concat_ws(' ', 'start', p.prsstart::oid::regprocedure, 'gettoken', p.prstoken::oid::regprocedure, 'end', p.prsend::oid::regprocedure,
         'headline ' || nullif(p.prsheadline::oid, 0)::regprocedure, 'lextypes', p.prslextype::oid::regprocedure) AS definition, '' AS traits
FROM pg_ts_parser p
JOIN pg_namespace n ON n.oid = p.prsnamespace
WHERE {mine} AND NOT {member pg_ts_parser p.oid}
UNION ALL
SELECT 0::oid, 'TEXT_SEARCH_TEMPLATE', format('%I.%I', n.nspname, t.tmplname), NULL,
       concat_ws(' ', 'init ' || nullif(t.tmplinit::oid, 0)::regprocedure, 'lexize', t.tmpllexize::oid::regprocedure), ''
FROM pg_ts_template t
JOIN pg_namespace n ON n.oid = t.tmplnamespace
WHERE {mine} AND NOT {member pg_ts_template t.oid}
UNION ALL
SELECT 0::oid, 'TEXT_SEARCH_DICTIONARY', format('%I.%I', n.nspname, d.dictname), NULL,
       concat_ws(' ', 'template', format('%I.%I', tn.nspname, t.tmplname), d.dictinitoption, 'owner', quote_ident(pg_get_userbyid(d.dictowner))), 'owner=' || pg_get_userbyid(d.dictowner)
FROM pg_ts_dict d
JOIN pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
WHERE {mine} AND NOT {member pg_ts_dict d.oid}
UNION ALL
SELECT 0::oid, 'TEXT_SEARCH_CONFIGURATION', format('%I.%I', n.nspname, c.cfgname), NULL,
       concat_ws(E'\n', 'parser ' || (SELECT format('%I.%I', pn.nspname, p.prsname) FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE p.oid = c.cfgparser),
         'owner ' || quote_ident(pg_get_userbyid(c.cfgowner)),
         (SELECT string_agg(format('token %s with %s', coalesce(k.alias, m.maptokentype::text), m.mapdict::regdictionary), E'\n' ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_ts_config_map m LEFT JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype WHERE m.mapcfg = c.oid)), 'owner=' || pg_get_userbyid(c.cfgowner)
FROM pg_ts_config c
JOIN pg_namespace n ON n.oid = c.cfgnamespace
WHERE {mine} AND NOT {member pg_ts_config c.oid}
