-- case: begin and commit
-- config: grouping=step
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect nested-transaction
begin;
alter table orders add column paid boolean;
commit;
