-- case: room enough on the live database
-- given
create table orders (id serial primary key, note text);
-- step
alter table orders add column total int;
-- live:
select setval('orders_id_seq', 1000000000);
-- case: a big column
-- given
create table orders (id bigserial primary key, note text);
-- step
alter table orders add column total int;
-- live:
select setval('orders_id_seq', 4000000000);
-- case: a sequence that begins again
-- given
create table orders (id serial primary key, note text);
alter sequence orders_id_seq cycle;
-- step
alter table orders add column total int;
-- live:
select setval('orders_id_seq', 2100000000);
-- case: it stood so before the step
-- given
create table orders (id serial primary key, note text);
insert into orders (note) values ('x');
select setval('orders_id_seq', 2100000000);
-- step
insert into orders (note) values ('y');
