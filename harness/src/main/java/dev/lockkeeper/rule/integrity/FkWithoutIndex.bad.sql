-- case: a key alone
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint);
-- step
-- expect fk-without-index
alter table pet add constraint pet_owner foreign key (owner_id) references owner;
