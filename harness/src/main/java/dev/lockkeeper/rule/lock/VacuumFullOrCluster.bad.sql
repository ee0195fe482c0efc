-- case: vacuum full
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect vacuum-full-or-cluster
vacuum full orders;
-- case: cluster
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect vacuum-full-or-cluster
cluster orders using orders_pkey;
