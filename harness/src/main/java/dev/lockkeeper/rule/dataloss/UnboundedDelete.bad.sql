-- case: all rows of a table
-- given
create table t (id int primary key);
insert into t values (1), (2);
-- step
-- expect unbounded-delete
delete from t;
