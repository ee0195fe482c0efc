-- case: a new foreign key
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int not null);
-- step
-- expect fk-action-contradicts-not-null
alter table pet add foreign key (owner_id) references owner (id) on delete set null;
-- case: the column is made NOT NULL later
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int references owner on delete set null);
-- step
-- expect fk-action-contradicts-not-null
alter table pet alter column owner_id set not null;
-- case: a default that is not there
-- given
create table owner (id int primary key);
create table pet (id int primary key, owner_id int not null);
-- step
-- expect fk-action-contradicts-not-null
alter table pet add foreign key (owner_id) references owner (id) on delete set default;
