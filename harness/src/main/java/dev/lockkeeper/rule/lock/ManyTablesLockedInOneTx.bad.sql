-- case: five tables
-- given
create table a (id int); create table b (id int); create table c (id int); create table d (id int); create table e (id int);
-- step
alter table a add column x int;
alter table b add column x int;
alter table c add column x int;
alter table d add column x int;
-- expect many-tables-locked-in-one-tx
alter table e add column x int;
