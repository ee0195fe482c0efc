-- case: the key is given to the copy
-- given
create table orders (id int primary key, total int);
-- step
create table orders_new as select * from orders;
alter table orders_new add constraint orders_new_pkey primary key (id);
drop table orders;
alter table orders_new rename to orders;
-- case: a copy takes the place of the table, its key names the columns in another order
-- given
create table orders (id int, day int, total int, primary key (id, day));
-- step
create table orders_new (id int, day int, total int, primary key (day, id));
insert into orders_new select * from orders;
drop table orders;
alter table orders_new rename to orders;
