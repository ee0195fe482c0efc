-- case: only rows that can be read so
-- config: rows=12
-- given
create table readings (id bigint primary key, raw text, level int);
-- step
update readings set level = case when raw ~ '^[0-9]{1,8}$' then raw::int end;
-- case: seeds that give way
-- config: rows=12
-- given
create table plans (name text primary key);
-- step
insert into plans values ('free') on conflict do nothing;
