-- case: concurrently
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
create index concurrently orders_total_idx on orders (total);
-- case: a table of the same step
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create table fresh (id bigint primary key, v int);
create index fresh_v_idx on fresh (v);
-- case: an index that a constraint takes over is not built twice
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create unique index concurrently orders_total_key on orders (total);
alter table orders add constraint orders_total_key unique using index orders_total_key;
