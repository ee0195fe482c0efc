-- case: on the live database
-- given
create table orders (id serial primary key, note text);
-- step
alter table orders add column total int;
-- expect sequence-near-limit
-- live:
select setval('orders_id_seq', 2000000000);
-- case: a column made narrower than its sequence has got
-- given
create table orders (id bigserial primary key, note text);
insert into orders (note) values ('x');
select setval('orders_id_seq', 30000);
-- step
-- expect sequence-near-limit
alter table orders alter column id type smallint;
