-- case: the last column is dropped and added
-- given
create table otts (id int primary key, a int, b int);
-- step
alter table otts drop column b;
-- down
alter table otts add column b int;
