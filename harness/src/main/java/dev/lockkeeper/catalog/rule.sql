-- Rewrite rules, but for the one that makes a view a view.
{rel}
SELECT r.oid AS home, 'RULE' AS kind, format('%s.%I', r.fq, w.rulename) AS name, r.fq AS tbl,
       concat_ws(' ', pg_get_ruledef(w.oid), CASE w.ev_enabled WHEN 'D' THEN '[disabled]' WHEN 'R' THEN '[enabled for replica]' WHEN 'A' THEN '[enabled always]' END) AS definition,
       'enabled=' || w.ev_enabled::text AS traits
FROM rel r
JOIN pg_rewrite w ON w.ev_class = r.oid
WHERE NOT (r.relkind IN ('v', 'm') AND w.ev_type = '1' AND w.is_instead)
