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
