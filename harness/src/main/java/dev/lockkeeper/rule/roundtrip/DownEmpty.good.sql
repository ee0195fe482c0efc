-- case: an empty down for a step that changes no schema
-- given
create table users (id int primary key);
insert into users values (1);
-- step
update users set id = id;
-- down
-- nothing to do
