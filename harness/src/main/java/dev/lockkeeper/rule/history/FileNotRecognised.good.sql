-- case: every file is a step
-- config: format=flyway
-- file: V1__given.sql
create table t (id int);
-- file: V2__add_x.sql
alter table t add column x int;
