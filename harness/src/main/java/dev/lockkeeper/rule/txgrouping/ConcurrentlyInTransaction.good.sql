-- case: outside a transaction
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create index concurrently orders_total_idx on orders (total);
