-- case: a new column
-- given
create table users (id bigint primary key);
-- step
-- expect json-not-jsonb
alter table users add column extra json;
