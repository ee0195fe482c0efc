-- case: the column is empty
-- given
create table svc (id int primary key, email_from text);
insert into svc values (1, null);
-- step
alter table svc drop column email_from;
-- case: the values went to another table first
-- given
create table svc (id int primary key, email_from text);
insert into svc values (1, 'ops@x.io');
-- step
create table svc_mail (svc_id int primary key references svc, email_from text);
insert into svc_mail select id, email_from from svc where email_from is not null;
alter table svc drop column email_from;
-- case: a rename
-- given
create table svc (id int primary key, email_from text);
insert into svc values (1, 'ops@x.io');
-- step
alter table svc rename column email_from to sender;
-- case: another value for a column whose name has capitals
-- given
create table svc (id int primary key, "mailFrom" text);
insert into svc values (1, 'ops@x.io');
-- step
update svc set "mailFrom" = 'dev@x.io' where "mailFrom" = 'ops@x.io';
