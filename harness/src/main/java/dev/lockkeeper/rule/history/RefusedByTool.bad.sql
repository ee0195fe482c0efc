-- case: Flyway stops at a mixture
-- config: format=flyway
-- file: V1__given.sql
create table t (id int);
-- file: V2__mixed.sql
alter table t add column x int;
-- expect refused-by-tool
create index concurrently t_x on t (x);
