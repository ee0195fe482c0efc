-- case: one role
-- given
create table orders (id bigint primary key, total int, note text);
create role reporting_of_the_example;
-- step
grant select on orders to reporting_of_the_example;
-- case: taken back
-- given
create table orders (id bigint primary key, total int, note text);
-- step
revoke all on orders from public;
-- case: the table has another name, and a view the old one
-- given
create table note (id int primary key, body text not null default '');
grant select on note to public;
-- step
alter table note rename to notes;
create view note as select * from notes;
