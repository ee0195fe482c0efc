-- case: one order
-- given
create table a (id int); create table b (id int);
-- step
alter table a add column x int;
alter table b add column x int;
-- step
alter table a add column y int;
alter table b add column y int;
