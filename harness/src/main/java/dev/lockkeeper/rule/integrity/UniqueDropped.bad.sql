-- case: one column of two is dropped
-- given
create table usage (id int primary key, tenant int, email text, unique (tenant, email));
-- step
-- expect unique-dropped
alter table usage drop column tenant;
-- case: a unique index comes back as a plain one
-- given
create table slug (id int primary key, s text);
create unique index slug_s on slug (s);
-- step
-- expect unique-dropped
drop index slug_s;
create index slug_s on slug (s);
-- case: what stays is unique in other letters or in more columns
-- given
create table slug (id int primary key, s text, kind text);
create unique index slug_s on slug (s);
-- step
create unique index slug_lower on slug (lower(s), kind);
create unique index slug_s_kind on slug (s, kind);
-- expect unique-dropped
drop index slug_s;
