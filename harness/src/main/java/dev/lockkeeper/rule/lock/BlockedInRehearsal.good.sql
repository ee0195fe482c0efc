-- case: a wait that is bounded
-- config: rehearse=true
-- given
create table busy (id int primary key);
-- step
set local lock_timeout = '200ms';
alter table busy add column note text;
-- case: a build that lets everybody pass
-- config: rehearse=true
-- given
create table busy (id int primary key, n int);
-- step
create index concurrently busy_n on busy (n);
-- case: a table nobody uses any more
-- config: rehearse=true
-- given
create table old (id int primary key);
-- step
drop table old;
