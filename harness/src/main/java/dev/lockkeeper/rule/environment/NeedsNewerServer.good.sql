-- case: a stored one
-- config: postgres-until=17
-- given
create table t (a int);
-- step
alter table t add column d int generated always as (a * 2) stored;
