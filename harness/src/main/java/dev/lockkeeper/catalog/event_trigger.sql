-- Event triggers, but for our own.
SELECT 0::oid AS home, 'EVENT_TRIGGER' AS kind, quote_ident(t.evtname) AS name, NULL AS tbl,
       concat_ws(' ', 'on', t.evtevent, 'when tag in (' || array_to_string(t.evttags, ', ') || ')', 'execute', t.evtfoid::oid::regprocedure,
         CASE t.evtenabled WHEN 'D' THEN '[disabled]' WHEN 'R' THEN '[enabled for replica]' WHEN 'A' THEN '[enabled always]' END,
         'owner', quote_ident(pg_get_userbyid(t.evtowner))) AS definition,
       concat_ws(E'\x01', 'owner=' || pg_get_userbyid(t.evtowner), 'enabled=' || t.evtenabled::text) AS traits
FROM pg_event_trigger t
WHERE t.evtname !~ '^lockkeeper_' AND NOT {member pg_event_trigger t.oid}
