-- case: triggers off, parents deleted
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner);
insert into owner values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
-- expect orphan-rows
alter table owner disable trigger all;
alter table pet disable trigger all;
delete from owner where id = 2;
alter table pet enable trigger all;
alter table owner enable trigger all;
