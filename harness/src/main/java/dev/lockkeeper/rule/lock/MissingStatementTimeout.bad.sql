-- case: an index
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect missing-statement-timeout
create index orders_total_idx on orders (total);
