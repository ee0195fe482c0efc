-- case: text
-- given
create table users (id bigint primary key);
-- step
alter table users add column nick text;
-- case: no length
-- given
create table users (id bigint primary key);
-- step
alter table users add column nick varchar;
