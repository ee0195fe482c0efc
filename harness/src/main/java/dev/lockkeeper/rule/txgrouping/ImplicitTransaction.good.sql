-- case: alone in its file
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create index concurrently orders_total_idx on orders (total);
