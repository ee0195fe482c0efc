-- case: a table in use
-- given
create schema shop;
create table orders (id int);
-- step
-- expect set-schema
alter table orders set schema shop;
