-- case: a reader that does not end
-- given
create table t(id int primary key);
-- step
alter table t add column n int;
-- expect open-transaction-in-the-way
-- live:
select 1;
-- session:
select * from t;
