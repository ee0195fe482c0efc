-- case: the sequence is moved on
-- given
create table leaf_old (id int primary key, v text);
create table leaf (id serial primary key, v text);
insert into leaf_old values (1, 'x'), (2, 'y');
-- step
insert into leaf select * from leaf_old;
select setval(pg_get_serial_sequence('leaf', 'id'), coalesce((select max(id) from leaf), 1));
-- case: ids left to the sequence
-- given
create table leaf (id serial primary key, v text);
insert into leaf (v) values ('x');
-- step
insert into leaf (v) values ('y');
