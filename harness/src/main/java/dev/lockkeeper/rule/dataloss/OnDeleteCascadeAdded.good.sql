-- case: a new table
-- given
create table owner (id bigint primary key);
-- step
create table pet (id bigint primary key, owner_id bigint references owner on delete cascade);
-- case: a key that spread before
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint references owner on delete cascade);
-- step
alter table pet drop constraint pet_owner_id_fkey;
alter table pet add constraint pet_owner foreign key (owner_id) references owner on delete cascade;
-- case: a key that refuses
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint);
-- step
alter table pet add constraint pet_owner foreign key (owner_id) references owner;
