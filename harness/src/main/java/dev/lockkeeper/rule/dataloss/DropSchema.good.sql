-- case: an empty schema
-- given
create schema old;
create table old.t (id int primary key);
-- step
drop schema old cascade;
-- case: a schema with another name
-- given
create schema old;
create table old.t (id int primary key);
insert into old.t values (1);
-- step
alter schema old rename to new;
