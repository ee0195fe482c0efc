-- case: fewer letters
-- given
create table users (id bigint primary key, nick varchar(40));
-- step
-- expect narrowing-type
alter table users alter column nick type varchar(10);
-- case: fewer bytes
-- given
create table users (id bigint primary key, points bigint);
-- step
-- expect narrowing-type
alter table users alter column points type integer;
-- case: fewer digits before the point
-- given
create table orders (id bigint primary key, total numeric(10,2));
-- step
-- expect narrowing-type
alter table orders alter column total type numeric(10,4);
