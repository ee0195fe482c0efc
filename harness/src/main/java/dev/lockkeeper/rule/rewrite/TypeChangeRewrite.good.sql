-- case: varchar to text
-- given
create table users (id bigint primary key, name varchar(20));
create index users_name_idx on users (name);
insert into users select n, 'x' from generate_series(1, 2000) n;
-- step
alter table users alter column name type text;
-- case: numeric with more digits
-- given
create table bills (id bigint primary key, sum numeric(10, 2));
-- step
alter table bills alter column sum type numeric(14, 2);
-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int);
alter table fresh alter column id type bigint;
-- case: varchar to text beside a column that has the table written anew before
-- given
create table users (id bigint primary key, name varchar(20));
create index users_name_idx on users (name);
insert into users select n, 'x' from generate_series(1, 2000) n;
-- step
alter table users add column at timestamptz default clock_timestamp();
alter table users alter column name type text;
