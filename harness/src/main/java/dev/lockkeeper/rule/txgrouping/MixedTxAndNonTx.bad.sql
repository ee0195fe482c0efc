-- case: a table beside a concurrent index
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect mixed-tx-and-non-tx
alter table orders add column paid boolean;
create index concurrently orders_paid_idx on orders (paid);
