-- case: with its zone
-- given
create table users (id bigint primary key);
-- step
alter table users add column seen timestamptz;
-- case: a day
-- given
create table users (id bigint primary key);
-- step
alter table users add column born date;
