-- case: a cursor left open in the step before
-- config: grouping=batch
-- given
create table t (id int primary key);
insert into t values (1), (2);
-- step
declare all_of_t cursor for select * from t;
-- step
-- expect batch-refused
alter table t add column n int;
