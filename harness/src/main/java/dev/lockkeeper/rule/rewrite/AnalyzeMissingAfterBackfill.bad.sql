-- case: every row
-- config: table-rows=1000
-- given
create table orders (id bigint primary key, total int, taxes int);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
-- expect analyze-missing-after-backfill
update orders set taxes = total / 5;
-- case: twice as many rows
-- config: table-rows=1000
-- given
create table orders (id bigint primary key, total int, taxes int);
insert into orders select n, n, null from generate_series(1, 2000) n;
-- step
-- expect analyze-missing-after-backfill
insert into orders select id + 10000, total, 1 from orders;
