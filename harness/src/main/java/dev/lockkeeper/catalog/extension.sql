-- Extensions. Their version is a trait: a dump leaves it to the server that restores.
SELECT 0::oid AS home, 'EXTENSION' AS kind, quote_ident(e.extname) AS name, NULL AS tbl,
       'in schema ' || quote_ident(n.nspname) AS definition, 'version=' || e.extversion AS traits
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.oid >= 16384
