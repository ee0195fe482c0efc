-- case: orphans deleted so that a key fits
-- given
create table file (id int primary key);
create table ws_file (id int primary key, file_id int);
insert into file values (1);
insert into ws_file values (1, 1), (2, 9);
-- step
-- expect rows-deleted
delete from ws_file where file_id not in (select id from file);
alter table ws_file add foreign key (file_id) references file (id);
