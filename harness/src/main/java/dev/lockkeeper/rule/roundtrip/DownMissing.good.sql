-- case: a step that says it is one-way
-- given
create table users (id int primary key);
-- step
alter table users add column phone text;
-- case: a step that changes nothing
-- given
create table users (id int primary key);
-- step
alter table users add column email text;
-- down
alter table users drop column email;
-- step
-- no-way-back
select count(*) from users;
