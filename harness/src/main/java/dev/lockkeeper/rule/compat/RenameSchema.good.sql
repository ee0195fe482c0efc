-- case: a schema of the same step
-- given
create table other (id int);
-- step
create schema shop;
alter schema shop rename to store;
