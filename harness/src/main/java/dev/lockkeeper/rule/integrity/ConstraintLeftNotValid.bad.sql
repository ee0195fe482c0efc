-- case: nobody validates it
-- given
create table t (id int, a int);
-- step
-- expect constraint-left-not-valid
alter table t add constraint a_positive check (a > 0) not valid;
