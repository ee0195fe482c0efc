-- case: only while it is filled
-- given
create table users (id bigint primary key);
-- step
create unlogged table sessions (id bigint primary key);
alter table sessions set logged;
-- case: it was so before
-- given
create unlogged table sessions (id bigint primary key);
-- step
alter table sessions add column at timestamptz;
