-- case: no transaction around the step
-- config: grouping=none
-- given
create table t (id int primary key, v int);
insert into t values (1, null);
-- step
create table t_log (id int);
-- expect partial-state-on-failure
alter table t alter column v set not null;
-- case: stopped half way, neither way goes on
-- config: grouping=none
-- given
create table orders (id int primary key, note text);
-- step
-- expect partial-state-on-failure
alter table orders rename column note to remark;
create table order_log (id int);
-- down
drop table order_log;
alter table orders rename column remark to note;
