-- case: no transaction around the step
-- config: grouping=none
-- given
create table t (id int primary key, v int);
insert into t values (1, null);
-- step
create table t_log (id int);
-- expect partial-state-on-failure
alter table t alter column v set not null;
