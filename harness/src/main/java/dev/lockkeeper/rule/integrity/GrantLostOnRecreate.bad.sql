-- case: a view dropped and made anew
-- given
create role recreate_reader;
create table t (id int);
create view api as select id from t;
grant select on api to recreate_reader;
-- step
-- expect grant-lost-on-recreate
drop view api;
create view api as select id, 1 as one from t;
