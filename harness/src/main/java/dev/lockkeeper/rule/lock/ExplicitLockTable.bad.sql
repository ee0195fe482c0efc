-- case: the strongest mode
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect explicit-lock-table
lock table orders;
alter table orders add column paid boolean;
