-- case: another signature
-- given
create function price(x int) returns int language sql as 'select x';
-- step
-- expect view-or-function-signature-change
drop function price(int);
create function price(x bigint) returns int language sql as 'select x::int';
-- case: a column less
-- given
create table t (id int, a int);
create view v as select id, a from t;
-- step
-- expect view-or-function-signature-change
drop view v;
create view v as select id from t;
