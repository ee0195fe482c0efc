-- case: an update
-- config: max-rows-affected=100
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 200) n;
-- step
-- expect rows-affected-over-limit
update orders set total = total + 1 where id > 50;
-- case: a delete that cascades
-- config: max-rows-affected=100
-- given
create table orders (id bigint primary key);
create table lines (id bigint primary key, "order" bigint references orders on delete cascade);
insert into orders values (1);
insert into lines select n, 1 from generate_series(1, 200) n;
-- step
-- expect rows-affected-over-limit
delete from orders where id = 1;
