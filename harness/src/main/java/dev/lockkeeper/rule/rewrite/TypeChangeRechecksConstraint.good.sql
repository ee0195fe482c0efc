-- case: no check
-- given
create table users (id bigint primary key, name varchar(20));
insert into users select n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table users alter column name type text;
-- case: a check of another column
-- given
create table users (id bigint primary key, name varchar(20), age int check (age > 0));
insert into users select n, 'x' || n, n from generate_series(1, 2000) n;
-- step
alter table users alter column name type text;
-- case: the check is taken away and comes back unproved
-- given
create table users (id bigint primary key, name varchar(20), constraint named check (name <> ''));
insert into users select n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table users drop constraint named, alter column name type text,
  add constraint named check (name <> '') not valid;
-- case: written anew, which is told as that
-- given
create table orders (id bigint primary key, total int check (total > 0));
insert into orders select n, n from generate_series(1, 2000) n;
-- step
alter table orders alter column total type bigint;
