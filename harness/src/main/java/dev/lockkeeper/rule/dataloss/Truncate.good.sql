-- case: filled again with the same rows
-- given
create table t (id int primary key);
insert into t values (1);
-- step
truncate t;
insert into t values (1), (2);
