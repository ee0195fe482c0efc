-- case: another one's table
-- config: role=needed_app
-- base
create role needed_app login;
grant create, usage on schema public to needed_app;
create table t (id int);
-- given
select 1;
-- step
-- expect superuser-needed
alter table t add column c int;
