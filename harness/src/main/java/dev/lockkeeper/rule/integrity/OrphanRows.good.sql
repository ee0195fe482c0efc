-- case: the children go first
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner);
insert into owner values (1), (2);
insert into pet values (1, 1), (2, 2);
-- step
delete from pet where owner_id = 2;
delete from owner where id = 2;
-- case: orphans from before are not this step's doing
-- config: rows=12
-- given
create table owners (id int primary key);
create table pets (id int primary key, owner_id int);
-- step
alter table pets add column nick text;
update pets set nick = 'rex';
-- case: a key declared NOT VALID over old orphans
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int);
insert into owner values (1);
insert into pet values (1, 1), (2, 77);
-- step
alter table pet add constraint pet_owner foreign key (owner_id) references owner not valid;
-- case: the same over rows of ours
-- config: rows=12
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int);
-- step
alter table pet add constraint pet_owner foreign key (owner_id) references owner not valid;
-- case: rows copied into a table of another name
-- config: rows=12
-- given
create table users (id int primary key);
create table event (id int primary key, user_id int, what text);
-- step
create table audit (id int primary key, user_id int, what text);
insert into audit select * from event;
drop table event;
-- case: which table is meant differs from row to row
-- given
create table owners (id int primary key);
create table remark (id int primary key, owner_type text, owner_id int);
insert into owners values (1), (2);
insert into remark values (1, 'Owner', 1), (2, 'Pet', 2);
-- step
delete from owners where id = 2;
-- case: nobody is meant
-- given
create table owners (id int primary key);
create table pet (id int primary key);
insert into owners values (1);
insert into pet values (1);
-- step
alter table pet add column owner_id int not null default 0;
update pet set owner_id = 0;
-- case: a column gets a name that refers
-- config: rows=12
-- given
create table owners (id int primary key);
create table pet (id int primary key, belongs int, nick text);
-- step
alter table pet rename column belongs to owner_id;
update pet set nick = 'rex';
-- case: a key that is dropped and refers to nothing any more
-- given
create table owner (id int primary key, code text);
create table pet (id int primary key, owner_ref int constraint pet_owner references owner);
insert into owner values (1, 'a');
insert into pet values (1, 1);
-- step
alter table pet drop constraint pet_owner;
alter table pet alter column owner_ref type text;
update pet set owner_ref = code from owner;
