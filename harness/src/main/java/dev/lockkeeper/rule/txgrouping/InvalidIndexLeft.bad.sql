-- case: duplicates
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders values (1, 7), (2, 7);
-- step
-- expect invalid-index-left
create unique index concurrently orders_total_key on orders (total);
