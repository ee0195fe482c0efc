-- case: analyzed
-- config: table-rows=1000
-- given
create table orders (id bigint primary key, total int, taxes int);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
update orders set taxes = total / 5;
analyze orders;
-- case: all tables analyzed
-- config: table-rows=1000
-- given
create table orders (id bigint primary key, total int, taxes int);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
update orders set taxes = total / 5;
analyze;
-- case: some rows
-- config: table-rows=1000
-- given
create table orders (id bigint primary key, total int, taxes int);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
update orders set taxes = total / 5 where id < 500;
-- case: not big
-- given
create table orders (id bigint primary key, total int, taxes int);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
update orders set taxes = total / 5;
-- case: size not known
-- config: table-rows=10 rows=12
-- given
create table orders (id bigint primary key, total int, taxes int);
-- step
update orders set taxes = 5;
