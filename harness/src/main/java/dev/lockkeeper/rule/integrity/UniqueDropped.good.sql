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
