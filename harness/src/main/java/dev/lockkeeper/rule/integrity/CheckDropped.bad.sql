-- case: a table swapped for a copy
-- given
create table orders (id int primary key, total int, constraint total_positive check (total > 0));
-- step
create table orders_new (id int primary key, total bigint);
insert into orders_new select * from orders;
-- expect check-dropped
drop table orders;
alter table orders_new rename to orders;
