-- case: an index in the same step
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint);
-- step
alter table pet add constraint pet_owner foreign key (owner_id) references owner;
create index on pet (owner_id);
-- case: the primary key begins with it
-- given
create table owner (id bigint primary key);
-- step
create table pet (owner_id bigint references owner, number int, primary key (owner_id, number));
