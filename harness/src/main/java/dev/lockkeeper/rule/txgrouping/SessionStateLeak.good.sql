-- case: local
-- given
create schema audit;
-- step
set local search_path = audit, public;
create table log (id int);
-- step
create table other (id int);
-- case: taken back
-- given
create schema audit;
-- step
set search_path = audit, public;
create table log (id int);
reset search_path;
-- step
create table other (id int);
-- case: a timeout
-- given
create table t (id int);
-- step
set lock_timeout = '3s';
alter table t add column x int;
-- step
alter table t add column y int;
