-- case: some rows
-- given
create table orders (id bigint primary key, total int, note text);
-- step
update orders set note = 'x' where id between 1 and 1000;
-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int, v int);
insert into fresh values (1, 1);
update fresh set v = 2;
