-- case: the user's rows hold values
-- given
create table svc (id int primary key, email_from text);
insert into svc values (1, 'ops@x.io');
-- step
-- expect drop-column
alter table svc drop column email_from;
