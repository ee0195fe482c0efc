-- case: a new column
-- given
create table users (id bigint primary key, name text);
-- step
alter table users add column code text collate "C";
-- case: the same again
-- given
create table users (id bigint primary key, name text collate "C");
-- step
alter table users alter column name type text collate "C";
