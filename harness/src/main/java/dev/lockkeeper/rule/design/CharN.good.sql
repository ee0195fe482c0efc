-- case: text
-- given
create table users (id bigint primary key);
-- step
alter table users add column country text check (length(country) = 2);
-- case: one byte of the system
-- given
create table users (id bigint primary key);
-- step
alter table users add column kind "char";
