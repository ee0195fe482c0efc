-- case: concurrently
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
drop index concurrently orders_total_idx;
-- case: with its table
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
drop table orders;
