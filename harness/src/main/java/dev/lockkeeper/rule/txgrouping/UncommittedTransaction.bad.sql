-- case: no commit
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect uncommitted-transaction
begin;
alter table orders add column paid boolean;
