-- case: a key that refused before
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint references owner);
-- step
alter table pet drop constraint pet_owner_id_fkey;
-- expect on-delete-cascade-added
alter table pet add constraint pet_owner foreign key (owner_id) references owner on delete cascade;
