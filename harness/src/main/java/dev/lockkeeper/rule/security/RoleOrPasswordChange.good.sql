-- case: only grants
-- base
create role reader_of_the_example;
-- given
create table t (id int);
-- step
grant select on t to reader_of_the_example;
