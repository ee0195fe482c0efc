-- case: everything comes down
-- given
create table a (id int primary key);
-- step
create table b (id int primary key);
-- down
drop table b;
-- step
create view over_b as select id from b;
-- down
drop view over_b;
