-- case: there and back
-- given
create table a (id int); create table b (id int);
-- step
alter table a add column x int;
alter table b add column x int;
-- step
alter table b add column y int;
-- expect lock-order-inversion
alter table a add column y int;
