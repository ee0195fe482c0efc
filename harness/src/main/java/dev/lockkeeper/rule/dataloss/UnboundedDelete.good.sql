-- case: an empty table
-- given
create table t (id int primary key);
-- step
delete from t;
