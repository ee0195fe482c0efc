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
-- case: values that were not all carried over are lost, which is told
-- given
create table t (id int primary key, "mailFrom" text, kind text);
insert into t values (1, 'a@x.io', 'k'), (2, 'b@x.io', 'l');
-- step
alter table t add column sender text;
update t set sender = "mailFrom" where kind = 'k';
alter table t drop column "mailFrom";
