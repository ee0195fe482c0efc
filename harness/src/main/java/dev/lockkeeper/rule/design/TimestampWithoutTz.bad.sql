-- case: a new column
-- given
create table users (id bigint primary key);
-- step
-- expect timestamp-without-tz
alter table users add column seen timestamp;
-- case: a change of type
-- given
create table users (id bigint primary key, seen date);
-- step
-- expect timestamp-without-tz
alter table users alter column seen type timestamp(3);
