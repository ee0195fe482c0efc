-- case: copied and dropped
-- given
create table users (id bigint primary key, name text);
insert into users values (1, 'Ada'), (2, 'Grace');
-- step
alter table users add column full_name text;
update users set full_name = name;
-- expect expand-contract-order
alter table users drop column name;
