-- case: rows copied with their ids
-- given
create table leaf_old (id int primary key, v text);
create table leaf (id serial primary key, v text);
insert into leaf_old values (1, 'x'), (2, 'y');
-- step
-- expect sequence-behind-data
insert into leaf select * from leaf_old;
