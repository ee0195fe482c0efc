-- case: a table of that name
-- given
create table database (id bigint primary key);
-- step
drop table database;
