-- case: it gets a key in the same step
-- given
create table orders (id bigint primary key, total int not null);
insert into orders select n, n from generate_series(1, 20) n;
-- step
create table old_orders as select * from orders;
alter table old_orders add primary key (id);
-- case: nothing to copy
-- given
create table orders (id bigint primary key, total int not null);
-- step
create table old_orders as select * from orders;
-- case: a temporary one, and one that is gone at the end
-- given
create table orders (id bigint primary key, total int not null);
insert into orders select n, n from generate_series(1, 20) n;
-- step
create temporary table some as select * from orders;
create table more as select * from orders;
drop table more;
-- case: sums, which nothing guarded before
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 20) n;
-- step
create table sums as select count(*) as many, sum(total) as all_of_it from orders;
-- case: made like the other
-- given
create table orders (id bigint primary key, total int not null);
insert into orders select n, n from generate_series(1, 20) n;
-- step
create table old_orders (like orders including all);
insert into old_orders select * from orders;
