-- case: no budget
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 200) n;
-- step
update orders set total = total + 1 where id > 50;
-- case: within the budget
-- config: max-rows-affected=100
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 200) n;
-- step
update orders set total = total + 1 where id > 100;
-- case: inserted
-- config: max-rows-affected=100
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 200) n;
-- step
insert into orders select id + 1000, total from orders;
