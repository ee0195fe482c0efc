-- case: a step without a down in a chain whose steps have one
-- given
create table users (id int primary key);
-- step
alter table users add column email text;
-- down
alter table users drop column email;
-- step
-- no-way-back
-- expect down-missing
alter table users add column phone text;
-- case: a chain without any way back is told once
-- config: format=flyway
-- file: V1__users.sql
-- expect down-missing
create table users (id int primary key);
-- file: V2__phone.sql
alter table users add column phone text;
