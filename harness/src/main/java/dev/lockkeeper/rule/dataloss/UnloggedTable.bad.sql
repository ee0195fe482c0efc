-- case: a table in use
-- given
create table sessions (id bigint primary key);
-- step
-- expect unlogged-table
alter table sessions set unlogged;
-- case: a new one
-- given
create table users (id bigint primary key);
-- step
-- expect unlogged-table
create unlogged table sessions (id bigint primary key);
