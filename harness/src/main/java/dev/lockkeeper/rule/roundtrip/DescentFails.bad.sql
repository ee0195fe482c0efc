-- case: a later down forgets its view
-- given
create table a (id int primary key);
-- step
create table b (id int primary key);
-- down
-- expect descent-fails
drop table b;
-- step
create view over_b as select id from b;
-- down
select 1;
