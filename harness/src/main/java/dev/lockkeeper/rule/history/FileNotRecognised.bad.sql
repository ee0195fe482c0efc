-- case: a name the tool does not know
-- config: format=flyway
-- file: V1__given.sql
create table t (id int);
-- file: v2_add_x.sql
alter table t add column x int;
-- expect file-not-recognised
