-- case: no value
-- given
create table users (id bigint primary key);
-- step
alter table users add column nick text default null;
-- case: the null of json
-- given
create table users (id bigint primary key);
-- step
alter table users add column extra jsonb default 'null';
