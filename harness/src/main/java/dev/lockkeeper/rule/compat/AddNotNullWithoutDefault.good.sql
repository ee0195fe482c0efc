-- case: with a default
-- given
create table ticket (id int primary key);
-- probe
insert into ticket (id) values (2);
-- step
alter table ticket add column prio int not null default 0;
-- case: it fills itself
-- given
create table ticket (id int primary key);
-- step
alter table ticket add column number bigint generated always as identity;
-- case: a new table
-- given
create table other (id int);
-- step
create table ticket (id int primary key, prio int not null);
-- case: a required column by a new name is no new column
-- given
create table subscriptions (id int primary key, storage_in_mbs bigint not null);
-- step
alter table subscriptions rename storage_in_mbs to storage;
