-- case: two steps
-- given
create table big (id int, c int);
insert into big select g, g from generate_series(1, 5000) g;
-- step
alter table big add column d int;
-- step
update big set d = c where id <= 1000;
-- case: rows of a new table
-- given
create table big (id int, c int);
-- step
alter table big add column d int;
create table fresh (id int);
insert into fresh values (1);
-- case: each statement commits by itself
-- config: grouping=none
-- given
create table big (id int, c int);
-- step
alter table big add column d int;
update big set d = c;
