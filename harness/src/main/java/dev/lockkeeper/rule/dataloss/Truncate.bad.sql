-- case: a table with rows
-- given
create table t (id int primary key);
insert into t values (1);
-- step
-- expect truncate
truncate t;
