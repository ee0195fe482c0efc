-- case: triggers off, parents deleted
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner);
insert into owner values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
alter table owner disable trigger all;
alter table pet disable trigger all;
-- expect orphan-rows
delete from owner where id = 2;
alter table pet enable trigger all;
alter table owner enable trigger all;
-- case: parents deleted whose children only their names tie to them
-- given
create table owners (id int primary key);
create table pet (id int primary key, owner_id int);
insert into owners values (1), (2);
insert into pet values (1, 1), (2, 2), (3, 77);
-- step
-- expect orphan-rows
delete from owners where id = 2;
-- case: the foreign key goes, and then the parents
-- given
create table person (id int primary key);
create table pet (id int primary key, keeper int constraint pet_keeper references person);
insert into person values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
alter table pet drop constraint pet_keeper;
-- expect orphan-rows
delete from person where id = 2;
-- case: a foreign key that an earlier step dropped
-- given
create table person (id int primary key);
create table pet (id int primary key, keeper int constraint pet_keeper references person);
insert into person values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
alter table pet drop constraint pet_keeper;
-- step
-- expect orphan-rows
truncate person;
-- case: a backfill that misses the parents
-- given
create table owners (id int primary key, code text);
create table pet (id int primary key, owner_code int);
insert into owners values (1, 'x'), (2, 'y');
insert into pet values (1, 10), (2, 20);
-- step
alter table pet add column owner_id int;
-- expect orphan-rows
update pet set owner_id = owner_code;
-- case: rows of ours show it as well
-- config: rows=12
-- given
create table owners (id int primary key, gone boolean not null default false);
create table pets (id int primary key, owner_id int not null);
-- step
-- expect orphan-rows
delete from owners;
-- case: under a key that is not valid yet
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int);
insert into owner values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
alter table pet add constraint pet_owner foreign key (owner_id) references owner not valid;
-- step
alter table owner disable trigger all;
-- expect orphan-rows
delete from owner where id = 2;
alter table owner enable trigger all;
