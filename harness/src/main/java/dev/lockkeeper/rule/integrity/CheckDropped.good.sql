-- case: a copy made with everything
-- given
create table orders (id int primary key, total int, constraint total_positive check (total > 0));
-- step
create table orders_new (like orders including all);
insert into orders_new select * from orders;
drop table orders;
alter table orders_new rename to orders;
