-- case: the file is sent as it is
-- given
create table orders (id bigint primary key, total int, note text);
-- step
begin;
alter table orders add column paid boolean;
commit;
-- case: no transaction around it
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
begin;
alter table orders add column paid boolean;
commit;
