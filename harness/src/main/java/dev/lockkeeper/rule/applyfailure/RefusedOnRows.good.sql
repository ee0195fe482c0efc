-- case: filled before
-- config: rows=12
-- given
create table users (id bigint primary key, phone text);
-- step
update users set phone = '' where phone is null;
alter table users alter column phone set not null;
-- case: a foreign key that does not look back
-- config: rows=12
-- given
create table owner (id bigint primary key);
create table pet (id bigint primary key, owner_id bigint);
-- step
alter table pet add constraint pet_owner foreign key (owner_id) references owner (id) not valid;
-- case: a type that holds more
-- config: rows=12
-- given
create table users (id bigint primary key, name varchar(10));
-- step
alter table users alter column name type text;
