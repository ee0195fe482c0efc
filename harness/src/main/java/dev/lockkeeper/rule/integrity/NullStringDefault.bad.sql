-- case: in quotes
-- given
create table users (id bigint primary key);
-- step
-- expect null-string-default
alter table users add column nick text default 'NULL';
