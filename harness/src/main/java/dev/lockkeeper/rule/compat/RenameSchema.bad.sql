-- case: a schema in use
-- given
create schema shop;
create table shop.orders (id int);
-- step
-- expect rename-schema
alter schema shop rename to store;
