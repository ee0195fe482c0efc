-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int);
alter table fresh disable trigger all;
-- case: switched on
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders enable trigger all;
