-- case: the next step validates it
-- given
create table t (id int, a int);
-- step
alter table t add constraint a_positive check (a > 0) not valid;
-- step
alter table t validate constraint a_positive;
