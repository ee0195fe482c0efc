-- case: a virtual generated column
-- config: postgres-until=17
-- given
create table t (a int);
-- step
-- expect needs-newer-server
alter table t add column d int generated always as (a * 2) virtual;
-- case: equal NULLs in a unique index
-- config: postgres-until=14
-- given
create table t (a int);
-- step
-- expect needs-newer-server
create unique index u on t (a) nulls not distinct;
