-- case: the down undoes the up in the opposite order
-- given
create table users (id int primary key);
-- step
create table tags (id int primary key);
create table user_tags (tag int references tags);
-- down
drop table user_tags;
drop table tags;
