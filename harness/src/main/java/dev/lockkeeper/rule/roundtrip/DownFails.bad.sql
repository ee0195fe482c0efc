-- case: the down names what is not there
-- given
create table purchase (id int primary key, status text, constraint valid_status check (status in ('a', 'b')));
-- step
alter table purchase drop constraint valid_status;
alter table purchase add constraint purchase_status_check check (status in ('a', 'b', 'c'));
-- down
-- expect down-fails
alter table purchase drop constraint valid_status;
-- case: the down is not SQL
-- given
create table files (id int primary key);
-- step
alter table files add column a int, add column b int;
-- down
alter table files
-- expect down-fails
    drop column a drop column b;
-- case: things are dropped in the wrong order
-- given
create table users (id int primary key);
-- step
create table tags (id int primary key);
create table user_tags (tag int references tags);
-- down
-- expect down-fails
drop table tags;
drop table user_tags;
