-- case: another body
-- given
create function price(x int) returns int language sql as 'select x';
-- step
create or replace function price(x int) returns int language sql as 'select x + 1';
-- case: a column more
-- given
create table t (id int, a int);
create view v as select id from t;
-- step
create or replace view v as select id, a from t;
