-- case: a view replaced in place
-- given
create role recreate_reader;
create table t (id int);
create view api as select id from t;
grant select on api to recreate_reader;
-- step
create or replace view api as select id, 1 as one from t;
-- case: the right is given again
-- given
create role recreate_reader;
create table t (id int);
create view api as select id from t;
grant select on api to recreate_reader;
-- step
drop view api;
create view api as select id, 1 as one from t;
grant select on api to recreate_reader;
-- case: taken away on purpose
-- given
create role recreate_reader;
create table t (id int);
grant select on t to recreate_reader;
-- step
revoke select on t from recreate_reader;
