-- Publications with what they publish.
SELECT 0::oid AS home, 'PUBLICATION' AS kind, quote_ident(p.pubname) AS name, NULL AS tbl,
       concat_ws(E'\n',
         concat_ws(' ', 'publish', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
           CASE WHEN p.pubtruncate THEN 'truncate' END, CASE WHEN p.pubviaroot THEN 'via partition root' END,
           CASE WHEN p.pubgencols <> 'n' THEN 'generated columns ' || p.pubgencols::text END, -- from 18
           CASE WHEN p.puballtables THEN 'for all tables' END),
         'owner ' || quote_ident(pg_get_userbyid(p.pubowner)),
         (SELECT string_agg('schema ' || pnnspid::regnamespace, E'\n' ORDER BY pnnspid::regnamespace::text) FROM pg_publication_namespace WHERE pnpubid = p.oid), -- from 15
         (SELECT string_agg(concat_ws(' ', 'table ' || t.prrelid::regclass,
                   (SELECT '(' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) || ')' -- from 15
                      FROM unnest(t.prattrs::int2[]) u JOIN pg_attribute a ON a.attrelid = t.prrelid AND a.attnum = u), -- from 15
                   'where ' || pg_get_expr(t.prqual, t.prrelid), -- from 15
                   ''), E'\n' ORDER BY t.prrelid::regclass::text)
            FROM pg_publication_rel t WHERE t.prpubid = p.oid)) AS definition,
       'owner=' || pg_get_userbyid(p.pubowner) AS traits
FROM pg_publication p
WHERE NOT {member pg_publication p.oid}
