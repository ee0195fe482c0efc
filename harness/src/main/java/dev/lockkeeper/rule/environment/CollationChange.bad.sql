-- case: bytes in place of letters
-- given
create table users (id bigint primary key, name text);
-- step
-- expect collation-change
alter table users alter column name type text collate "C";
