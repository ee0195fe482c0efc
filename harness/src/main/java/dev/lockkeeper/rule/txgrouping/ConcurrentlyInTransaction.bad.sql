-- case: an index built concurrently
-- config: grouping=step
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect concurrently-in-transaction
create index concurrently orders_total_idx on orders (total);
