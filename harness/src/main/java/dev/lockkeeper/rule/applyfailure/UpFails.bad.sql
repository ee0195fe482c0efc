-- case: a syntax error
-- given
create table t (id int);
-- step
-- expect up-fails
alter table t add colum x int y;
-- case: a table that is not there
-- given
create table t (id int);
-- step
-- expect up-fails
alter table nowhere add column x int;
