-- case: a table
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect reindex-blocking
reindex table orders;
-- case: one index
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
-- expect reindex-blocking
reindex index orders_total_idx;
