-- case: gin
-- config: table-rows=1000
-- given
create table docs (id bigint primary key, body jsonb);
insert into docs select n, '{"a": 1}' from generate_series(1, 2000) n;
-- step
-- expect long-index-build
create index docs_body_idx on docs using gin (body);
-- case: gist, concurrently
-- config: table-rows=1000 grouping=none
-- given
create table bookings (id bigint primary key, during int4range);
insert into bookings select n, int4range(n, n + 2) from generate_series(1, 2000) n;
-- step
-- expect long-index-build
create index concurrently bookings_during_idx on bookings using gist (during);
