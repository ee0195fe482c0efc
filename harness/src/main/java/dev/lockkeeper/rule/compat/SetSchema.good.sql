-- case: a table of the same step
-- given
create schema shop;
-- step
create table orders (id int);
alter table orders set schema shop;
