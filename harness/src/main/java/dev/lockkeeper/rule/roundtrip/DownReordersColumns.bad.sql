-- case: a column in the middle is dropped and added
-- given
create table otts (id int primary key, a int, b int);
-- step
alter table otts drop column a;
-- down
-- expect down-reorders-columns
alter table otts add column a int;
