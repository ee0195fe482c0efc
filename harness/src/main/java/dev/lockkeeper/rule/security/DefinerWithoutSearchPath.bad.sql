-- case: open
-- given
create table t (id int);
-- step
-- expect definer-without-search-path
create function pay() returns int language sql security definer as 'select 1';
