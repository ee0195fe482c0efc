-- case: a lookup table is seeded anew
-- given
create table country (id int primary key, name text);
create table city (id int primary key, country_id int references country);
insert into country values (1, 'Norge');
insert into city values (1, 1);
-- step
-- expect truncate-cascade
truncate country cascade;
insert into country values (1, 'Norway');
