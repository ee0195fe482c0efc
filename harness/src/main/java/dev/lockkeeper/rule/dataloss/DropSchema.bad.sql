-- case: a schema with rows
-- given
create schema old;
create table old.t (id int primary key);
insert into old.t values (1);
-- step
-- expect drop-schema
drop schema old cascade;
