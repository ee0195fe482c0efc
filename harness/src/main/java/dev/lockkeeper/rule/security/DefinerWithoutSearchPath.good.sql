-- case: a path of its own
-- given
create table t (id int);
-- step
create function pay() returns int language sql security definer set search_path = pg_catalog, pg_temp as 'select 1';
-- case: the caller's rights
-- given
create table t (id int);
-- step
create function pay() returns int language sql as 'select 1';
