-- case: committed
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
begin;
alter table orders add column paid boolean;
commit;
