-- case: taken away and brought back
-- given
create table orders (id bigint primary key, total int, note text);
create view totals as select sum(total) from orders;
-- step
drop view totals;
alter table orders alter column total type bigint;
create view totals as select sum(total) from orders;
