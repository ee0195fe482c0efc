-- case: it applies
-- given
create table t (id int);
-- step
alter table t add column x int;
