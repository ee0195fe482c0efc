-- case: twice
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint references owner);
-- step
-- expect duplicate-fk
alter table pet add constraint pet_owner foreign key (owner_id) references owner on delete cascade;
