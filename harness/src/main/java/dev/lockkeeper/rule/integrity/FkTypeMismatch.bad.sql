-- case: integer to bigint
-- given
create table owner (id bigint primary key);
create table pet (id int primary key, owner_id int);
-- step
-- expect fk-type-mismatch
alter table pet add foreign key (owner_id) references owner (id);
