-- case: the key is given to the copy
-- given
create table orders (id int primary key, total int);
-- step
create table orders_new as select * from orders;
alter table orders_new add constraint orders_new_pkey primary key (id);
drop table orders;
alter table orders_new rename to orders;
