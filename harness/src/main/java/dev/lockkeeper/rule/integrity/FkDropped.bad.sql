-- case: a parent made anew with CASCADE
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner);
-- step
-- expect fk-dropped
drop table owner cascade;
create table owner (id bigint primary key);
-- case: dropped by name
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int, constraint pet_owner foreign key (owner_id) references owner);
-- step
-- expect fk-dropped
alter table pet drop constraint pet_owner;
