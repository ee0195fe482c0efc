-- case: a table that stays
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
-- expect drop-index-blocking
drop index orders_total_idx;
