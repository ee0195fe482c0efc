-- case: nothing matches
-- given
create table file (id int primary key);
create table ws_file (id int primary key, file_id int);
insert into file values (1);
insert into ws_file values (1, 1);
-- step
delete from ws_file where file_id not in (select id from file);
alter table ws_file add foreign key (file_id) references file (id);
-- case: moved to another table
-- given
create table file (id int primary key, done boolean);
insert into file values (1, true), (2, false);
-- step
create table archive (like file including all);
insert into archive select * from file where done;
delete from file where done;
