-- case: nothing depends on it
-- given
create table users (id bigint primary key, email text);
-- step
drop table users cascade;
-- case: named
-- given
create table users (id bigint primary key, email text);
create view mails as select email from users;
-- step
drop view mails;
alter table users drop column email cascade;
-- case: made anew
-- given
create table users (id bigint primary key, email text);
create view mails as select id, email from users;
-- step
drop view mails cascade;
create view mails as select id from users;
