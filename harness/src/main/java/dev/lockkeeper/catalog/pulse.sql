-- What costs the same however large the schema is: the session, what others did since $1, the horizon, and how much was written.
SELECT pg_backend_pid() AS session, now()::text AS transaction, clock_timestamp()::text AS clock,
       EXISTS (SELECT FROM pg_stat_get_activity(NULL) a
                WHERE a.datid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND a.pid <> pg_backend_pid()
                  AND a.backend_type = 'client backend'
                  AND (a.state IS NULL OR a.state NOT LIKE 'idle%' OR a.state_change IS NULL OR a.state_change >= $1)) AS others,
       pg_snapshot_xmin(pg_current_snapshot())::text::int8 AS horizon,
       CASE WHEN current_setting('track_counts')::bool THEN
         (SELECT string_agg(concat(c, '=',
                   CASE WHEN w LIKE '%i%' THEN pg_stat_get_tuples_inserted(c) ELSE 0 END + -- from 15
                   CASE WHEN w LIKE '%u%' THEN pg_stat_get_tuples_updated(c) ELSE 0 END + -- from 15
                   CASE WHEN w LIKE '%d%' THEN pg_stat_get_tuples_deleted(c) ELSE 0 END + -- from 15
                   CASE WHEN w LIKE '%i%' THEN pg_stat_get_xact_tuples_inserted(c) ELSE 0 END +
                   CASE WHEN w LIKE '%u%' THEN pg_stat_get_xact_tuples_updated(c) ELSE 0 END +
                   CASE WHEN w LIKE '%d%' THEN pg_stat_get_xact_tuples_deleted(c) ELSE 0 END), ' ')
            FROM (VALUES ('watched', 'iud')) watched(c, w)) END AS writes,
       (SELECT string_agg(concat(x.kind, x.oid, ' ', x.name), E'\n')
          FROM (SELECT 'r' AS kind, oid, rolname AS name FROM pg_roles
                UNION ALL SELECT 'n', oid, nspname FROM pg_namespace
                UNION ALL SELECT 't', oid, spcname FROM pg_tablespace) x) AS names
