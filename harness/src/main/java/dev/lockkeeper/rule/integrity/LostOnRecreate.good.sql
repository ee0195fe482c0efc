-- case: a copy that is like the table
-- given
create table item (id int primary key, v text not null default 'x');
create index item_v on item (v);
-- step
create table item_new (like item including all);
insert into item_new select * from item;
drop table item;
alter table item_new rename to item;
-- case: dropped by name
-- given
create table item (id int primary key, v text not null default 'x');
create index item_v on item (v);
-- step
drop index item_v;
alter table item alter column v drop default;
-- case: renamed
-- given
create table item (id int primary key, v text);
create index item_v on item (v);
-- step
alter index item_v rename to item_by_v;
-- case: the table has another name, and a view the old one
-- given
create table note (id int primary key, body text not null default '');
grant select on note to public;
-- step
alter table note rename to notes;
create view note as select * from notes;
