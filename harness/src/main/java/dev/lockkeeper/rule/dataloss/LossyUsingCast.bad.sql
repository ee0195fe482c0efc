-- case: numeric to integer rounds
-- given
create table item (id int primary key, price numeric(10, 2));
insert into item values (1, 19.99), (2, 5.00);
-- step
-- expect lossy-using-cast
alter table item alter column price type integer;
-- case: USING cuts
-- given
create table media (id int primary key, ext text);
insert into media values (1, 'tiff16');
-- step
-- expect lossy-using-cast
alter table media alter column ext type varchar(3) using left(ext, 3);
-- case: no row of the user's, and one of ours is no number at all
-- config: rows=12
-- given
create table item (id int primary key, price numeric(10, 2));
-- step
-- expect lossy-using-cast
alter table item alter column price type integer using round(price);
-- case: some values are refused and others are rounded
-- config: rows=12
-- given
create table item (id int primary key, weight double precision);
-- step
-- expect lossy-using-cast
alter table item alter column weight type numeric(12, 2);
