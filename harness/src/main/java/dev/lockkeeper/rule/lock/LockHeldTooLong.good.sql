-- case: a small table
-- given
create table t(id int primary key, n int);
-- step
alter table t alter column n type bigint;
-- live:
insert into t values (1, 1);
analyze t;
