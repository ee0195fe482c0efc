-- case: alone
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
set lock_timeout = '3s';
drop index concurrently if exists orders_total_idx;
create index concurrently orders_total_idx on orders (total);
