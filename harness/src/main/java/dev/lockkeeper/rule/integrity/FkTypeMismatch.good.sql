-- case: the same on both sides
-- given
create table owner (id bigint primary key);
create table pet (id int primary key, owner_id bigint);
-- step
alter table pet add foreign key (owner_id) references owner (id);
