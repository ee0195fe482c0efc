-- case: a table of the same step
-- given
create table other (id int);
-- step
create unlogged table fresh (id int);
alter table fresh set logged;
