-- case: dropped first
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
drop index concurrently if exists orders_total_idx;
create index concurrently if not exists orders_total_idx on orders (total);
-- case: not concurrently, so that nothing invalid can stay
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create index if not exists orders_total_idx on orders (total);
