-- case: a table
-- given
create table other (id bigint primary key);
-- step
-- expect reserved-word-name
create table "order" (id bigint primary key);
-- case: a column
-- given
create table users (id bigint primary key);
-- step
-- expect reserved-word-name
alter table users add column "user" text;
