-- case: a wider type
-- given
create table item (id int primary key, price numeric(10, 2));
insert into item values (1, 19.99), (2, 5.00);
-- step
alter table item alter column price type numeric(14, 4);
-- case: a wider integer
-- given
create table item (id int primary key, stock int);
insert into item values (1, 19), (2, null);
-- step
alter table item alter column stock type bigint;
