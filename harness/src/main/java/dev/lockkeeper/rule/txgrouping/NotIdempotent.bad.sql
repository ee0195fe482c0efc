-- case: two statements that commit by themselves
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect not-idempotent
create table orders_log (id bigint);
create index concurrently orders_total_idx on orders (total);
