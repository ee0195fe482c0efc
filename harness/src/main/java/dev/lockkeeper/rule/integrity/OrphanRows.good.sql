-- case: the children go first
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner);
insert into owner values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
delete from pet where owner_id = 2;
delete from owner where id = 2;
