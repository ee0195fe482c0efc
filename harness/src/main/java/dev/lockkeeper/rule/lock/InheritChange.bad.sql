-- case: a child joins
-- given
create table orders (id bigint not null, total int);
create table old_orders (id bigint not null, total int);
insert into old_orders values (1, 1);
-- step
-- expect inherit-change
alter table old_orders inherit orders;
-- case: a child leaves
-- given
create table orders (id bigint not null, total int);
create table old_orders () inherits (orders);
insert into old_orders values (1, 1);
-- step
-- expect inherit-change
alter table only old_orders no inherit orders;
-- case: inside a block
-- given
create table orders (id bigint not null, total int);
create table old_orders (id bigint not null, total int);
insert into old_orders values (1, 1);
-- step
-- expect inherit-change
do $$ begin alter table old_orders inherit orders; end $$;
