-- Subscriptions of this database; the connection string without its password.
SELECT 0::oid AS home, 'SUBSCRIPTION' AS kind, quote_ident(s.subname) AS name, NULL AS tbl,
       concat_ws(' ', 'connection', quote_literal(regexp_replace(s.subconninfo, 'password\s*=\s*(''[^'']*''|\S+)', 'password=***', 'gi')),
         '(digest ' || left(md5(s.subconninfo), 6) || ')', 'publications', array_to_string(s.subpublications, ', '),
         'slot ' || quote_ident(s.subslotname), 'synchronous_commit ' || s.subsynccommit, CASE WHEN s.subbinary THEN 'binary' END, 'streaming ' || s.substream::text,
         CASE WHEN s.subtwophasestate <> 'd' THEN 'two phase' END, CASE WHEN s.subdisableonerr THEN 'disable on error' END, -- from 15
         CASE WHEN NOT s.subpasswordrequired THEN 'no password required' END, CASE WHEN s.subrunasowner THEN 'run as owner' END, 'origin ' || s.suborigin, -- from 16
         CASE WHEN s.subfailover THEN 'failover' END, -- from 17
         'owner ' || quote_ident(pg_get_userbyid(s.subowner))) AS definition,
       'owner=' || pg_get_userbyid(s.subowner) AS traits
FROM pg_subscription s
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
