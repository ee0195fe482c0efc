-- case: only the first half
-- given
create table users (id bigint primary key, name text);
insert into users values (1, 'Ada'), (2, 'Grace');
-- step
alter table users add column full_name text;
update users set full_name = name;
-- case: the second half, a release later
-- given
create table users (id bigint primary key, name text, full_name text);
insert into users values (1, 'Ada', 'Ada'), (2, 'Grace', 'Grace');
-- step
alter table users drop column name;
