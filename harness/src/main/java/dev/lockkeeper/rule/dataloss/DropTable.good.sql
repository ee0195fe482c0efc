-- case: an empty table
-- given
create table t (id int primary key);
-- step
drop table t;
-- case: a copy of every row
-- given
create table team (id int primary key, name text);
create table player (id int primary key, team_id int, nick text);
insert into team values (1, 'red');
insert into player values (1, 1, 'x'), (2, null, 'y');
-- step
create table player2 as select p.*, t.name as team from player p left join team t on t.id = p.team_id;
drop table player;
-- case: a rename
-- given
create table t (id int primary key);
insert into t values (1);
-- step
alter table t rename to u;
