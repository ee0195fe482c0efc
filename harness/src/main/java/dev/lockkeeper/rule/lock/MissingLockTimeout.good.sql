-- case: bounded
-- given
create table busy (id int);
-- step
set local lock_timeout = '200ms';
alter table busy add column note text;
-- case: bounded by a function
-- given
create table busy (id int);
-- step
select set_config('lock_timeout', '2s', true);
alter table busy add column note text;
-- case: a table of the same step
-- given
create table busy (id int);
-- step
create table fresh (id int);
alter table fresh add column note text;
-- case: a table nobody uses any more
-- given
create table busy (id int);
-- step
drop table busy;
