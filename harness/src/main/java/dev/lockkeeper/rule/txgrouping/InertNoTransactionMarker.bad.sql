-- case: a marker on the second line
-- config: format=sqlx
-- file: 20260101000000_first.sql
create table t (id int);
-- file: 20260102000000_second.sql
-- a remark comes first
-- expect inert-no-transaction-marker
-- no-transaction
alter table t add column x int;
