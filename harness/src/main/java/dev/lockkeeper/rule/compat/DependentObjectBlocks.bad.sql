-- case: a view on the column
-- given
create table orders (id bigint primary key, total int, note text);
create view totals as select sum(total) from orders;
-- step
-- expect dependent-object-blocks
alter table orders alter column total type bigint;
-- case: a column dropped under a view
-- given
create table orders (id bigint primary key, total int, note text);
create view totals as select sum(total) from orders;
-- step
-- expect dependent-object-blocks
alter table orders drop column total;
