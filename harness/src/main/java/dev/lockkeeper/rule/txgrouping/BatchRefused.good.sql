-- case: committed in between
-- config: grouping=step
-- given
create table t (id int primary key);
insert into t values (1), (2);
-- step
declare all_of_t cursor for select * from t;
-- step
alter table t add column n int;
