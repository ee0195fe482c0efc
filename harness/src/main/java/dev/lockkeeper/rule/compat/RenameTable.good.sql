-- case: a view of the old name
-- given
create table users (id bigint primary key);
-- step
alter table users rename to accounts;
create view users as select * from accounts;
