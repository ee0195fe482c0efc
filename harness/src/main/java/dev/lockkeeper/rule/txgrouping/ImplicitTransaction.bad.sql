-- case: two statements in one file
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders add column paid boolean;
-- expect implicit-transaction
create index concurrently orders_total_idx on orders (total);
