-- case: a column that has no part in it
-- given
create table usage (id int primary key, tenant int, email text, note text, unique (tenant, email));
-- step
alter table usage drop column note;
-- case: the only column of its constraint
-- given
create table usage (id int primary key, email text unique);
-- step
alter table usage drop column email;
-- case: a unique index under another name
-- given
create table slug (id int primary key, s text);
create unique index slug_s on slug (s);
-- step
create unique index slug_s2 on slug (s);
drop index slug_s;
-- case: a constraint in the place of an index
-- given
create table slug (id int primary key, s text);
create unique index slug_s on slug (s);
-- step
alter table slug add constraint slug_key unique using index slug_s;
-- case: a stricter key stays
-- given
create table slug (id int primary key, s text unique, kind text, unique (s, kind));
-- step
alter table slug drop constraint slug_s_kind_key;
