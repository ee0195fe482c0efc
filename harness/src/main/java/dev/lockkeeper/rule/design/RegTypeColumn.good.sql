-- case: its name
-- given
create table users (id bigint primary key);
-- step
alter table users add column hook text;
-- case: one that an upgrade keeps
-- given
create table users (id bigint primary key);
-- step
alter table users add column home regclass;
