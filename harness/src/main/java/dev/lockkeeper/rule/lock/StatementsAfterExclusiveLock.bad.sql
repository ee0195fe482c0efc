-- case: alter and fill in one transaction
-- given
create table big (id int, c int);
insert into big select g, g from generate_series(1, 5000) g;
-- step
set local lock_timeout = '3s';
alter table big add column d int;
-- expect statements-after-exclusive-lock
update big set d = c;
-- case: another table waits for the work
-- given
create table small (id int);
create table big (id int, c int);
-- step
alter table small add column d int;
-- expect statements-after-exclusive-lock
create index big_c on big (c);
-- case: the stage is empty
-- given
create table big (id int, c int);
-- step
alter table big add column d int;
-- expect statements-after-exclusive-lock
update big set d = c where d is null;
