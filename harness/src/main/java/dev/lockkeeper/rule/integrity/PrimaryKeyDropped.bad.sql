-- case: a copy without the key
-- given
create table orders (id int primary key, total int);
-- step
create table orders_new as select * from orders;
-- expect primary-key-dropped
drop table orders;
alter table orders_new rename to orders;
