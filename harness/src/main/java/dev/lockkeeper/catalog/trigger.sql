-- Triggers; a partition's clone only where it is switched otherwise than its parent's.
{rel}
SELECT r.oid AS home, 'TRIGGER' AS kind, format('%s.%I', r.fq, g.tgname) AS name, r.fq AS tbl,
       concat_ws(' ',
         CASE WHEN NOT g.tgisinternal AND g.tgparentid = 0 THEN pg_get_triggerdef(g.oid) ELSE 'clone' END,
         CASE g.tgenabled WHEN 'D' THEN '[disabled]' WHEN 'R' THEN '[enabled for replica]' WHEN 'A' THEN '[enabled always]' END,
         CASE WHEN g.tgenabled = 'O' AND (g.tgisinternal OR g.tgparentid <> 0) THEN '[enabled]' END,
         (SELECT string_agg(format('[depends on extension %I]', e.extname), ' ' ORDER BY e.extname)
            FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid
           WHERE d.classid = 'pg_trigger'::regclass AND d.objid = g.oid AND d.deptype = 'x')) AS definition,
       'enabled=' || g.tgenabled::text AS traits
FROM rel r
JOIN pg_trigger g ON g.tgrelid = r.oid
LEFT JOIN pg_trigger p ON p.oid = g.tgparentid
WHERE (NOT g.tgisinternal AND g.tgparentid = 0) OR g.tgenabled <> p.tgenabled
