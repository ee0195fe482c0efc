-- case: btree and brin
-- config: table-rows=1000
-- given
create table docs (id bigint primary key, n int);
insert into docs select n, n from generate_series(1, 2000) n;
-- step
create index docs_n_idx on docs (n);
create index docs_n_brin on docs using brin (n);
-- case: not big
-- given
create table docs (id bigint primary key, body jsonb);
insert into docs select n, '{"a": 1}' from generate_series(1, 2000) n;
-- step
create index docs_body_idx on docs using gin (body);
-- case: size not known
-- config: table-rows=10 rows=12
-- given
create table docs (id bigint primary key, body jsonb);
-- step
create index docs_body_idx on docs using gin (body);
-- case: a table of the same step
-- config: table-rows=1000
-- given
create table other (id int);
-- step
create table docs (id bigint primary key, body jsonb);
insert into docs select n, '{"a": 1}' from generate_series(1, 2000) n;
create index docs_body_idx on docs using gin (body);
