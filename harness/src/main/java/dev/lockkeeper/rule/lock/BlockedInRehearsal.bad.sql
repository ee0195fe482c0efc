-- case: an instant change behind a reader
-- config: rehearse=true
-- given
create table busy (id int primary key);
-- step
-- expect blocked-in-rehearsal
alter table busy add column note text;
-- case: a writer and the step wait for each other
-- config: rehearse=true
-- given
create table busy (id int primary key, n int);
insert into busy values (1, 1);
-- step
set local lock_timeout = '1500ms';
update busy set n = 2;
-- expect blocked-in-rehearsal
alter table busy add column note text;
