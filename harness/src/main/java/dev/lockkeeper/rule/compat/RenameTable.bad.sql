-- case: a table in use
-- given
create table users (id bigint primary key);
-- step
-- expect rename-table
alter table users rename to accounts;
