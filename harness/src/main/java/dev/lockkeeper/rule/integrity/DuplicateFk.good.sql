-- case: one takes the place of the other
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint references owner);
-- step
alter table pet drop constraint pet_owner_id_fkey;
alter table pet add constraint pet_owner foreign key (owner_id) references owner on delete cascade;
-- case: two columns to one table
-- given
create table owner (id bigint primary key);
-- step
create table pet (id bigint primary key, owner_id bigint references owner, vet_id bigint references owner);
