-- case: two letters
-- given
create table users (id bigint primary key);
-- step
-- expect char-n
alter table users add column country char(2);
