-- case: a table with rows
-- given
create table t (id int primary key);
insert into t values (1);
-- step
-- expect drop-table
drop table t;
-- case: a copy that leaves rows out
-- given
create table team (id int primary key, name text);
create table player (id int primary key, team_id int, nick text);
insert into team values (1, 'red');
insert into player values (1, 1, 'x'), (2, null, 'y');
-- step
create table player2 as select p.*, t.name as team from player p join team t on t.id = p.team_id;
-- expect drop-table
drop table player;
-- case: another table of its name is made in its place
-- given
create table svc (id int primary key, mail text);
insert into svc values (1, 'ops@x.io');
-- step
-- expect drop-table
drop table svc cascade;
create table svc (id int primary key, mail text not null, since date);
