-- case: a table with rows
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect add-unique-constraint-blocking
alter table orders add constraint orders_total_key unique (total);
-- case: with the column
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect add-unique-constraint-blocking
alter table orders add column code text unique;
