-- case: replaced by a stricter one
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int, constraint pet_owner foreign key (owner_id) references owner);
-- step
alter table pet drop constraint pet_owner;
alter table pet add constraint pet_owner_id foreign key (owner_id) references owner on delete cascade;
-- case: its only column is dropped
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner);
-- step
alter table pet drop column owner_id;
