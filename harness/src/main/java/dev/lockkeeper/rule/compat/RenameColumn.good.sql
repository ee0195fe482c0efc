-- case: a table of the same step
-- given
create table other (id int);
-- step
create table users (id bigint primary key, name text);
alter table users rename column name to full_name;
-- case: a constraint
-- given
create table users (id bigint primary key, name text, constraint n check (name <> ''));
-- step
alter table users rename constraint n to name_given;
