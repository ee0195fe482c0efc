-- case: each statement commits by itself
-- config: grouping=none
-- given
create table a (id int); create table b (id int); create table c (id int); create table d (id int); create table e (id int);
-- step
alter table a add column x int;
alter table b add column x int;
alter table c add column x int;
alter table d add column x int;
alter table e add column x int;
-- case: new tables
-- given
create table other (id int);
-- step
create table a (id int); create table b (id int); create table c (id int); create table d (id int); create table e (id int);
-- case: one table and its partitions
-- given
create table logs (id int, day int) partition by list (day);
create table logs_1 partition of logs for values in (1);
create table logs_2 partition of logs for values in (2);
create table logs_3 partition of logs for values in (3);
create table logs_4 partition of logs for values in (4);
create table logs_5 partition of logs for values in (5);
-- step
alter table logs add column x int;
