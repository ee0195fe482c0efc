-- case: each in its own script
-- config: format=flyway
-- file: V1__given.sql
create table t (id int);
-- file: V2__column.sql
alter table t add column x int;
-- file: V3__index.sql
create index concurrently t_x on t (x);
