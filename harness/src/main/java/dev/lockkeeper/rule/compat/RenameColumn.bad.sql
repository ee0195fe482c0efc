-- case: a column in use
-- given
create table users (id bigint primary key, name text);
-- step
-- expect rename-column
alter table users rename column name to full_name;
-- case: proved by a probe
-- given
create table users (id bigint primary key, name text);
-- probe
select name from users;
-- step
-- expect rename-column
alter table users rename name to full_name;
