-- case: a table of its own
-- config: role=needed_app
-- base
create role needed_app login;
grant create, usage on schema public to needed_app;
create table t (id int);
alter table t owner to needed_app;
-- given
select 1;
-- step
alter table t add column c int;
