-- case: jsonb
-- given
create table users (id bigint primary key);
-- step
alter table users add column extra jsonb;
