-- case: one transaction
-- config: grouping=step
-- given
create table t (id int primary key, v int);
insert into t values (1, null);
-- step
create table t_log (id int);
alter table t alter column v set not null;
