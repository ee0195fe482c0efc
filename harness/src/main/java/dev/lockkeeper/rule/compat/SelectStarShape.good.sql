-- case: an index more
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create index orders_total_idx on orders (total);
