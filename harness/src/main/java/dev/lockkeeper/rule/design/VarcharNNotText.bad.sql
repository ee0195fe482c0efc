-- case: a name
-- given
create table users (id bigint primary key);
-- step
-- expect varchar-n-not-text
alter table users add column nick varchar(40);
