-- case: one column of two is dropped
-- given
create table usage (id int primary key, tenant int, email text, unique (tenant, email));
-- step
-- expect unique-dropped
alter table usage drop column tenant;
