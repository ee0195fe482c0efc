-- case: seeded in place
-- given
create table country (id int primary key, name text);
create table city (id int primary key, country_id int references country);
insert into country values (1, 'Norge');
insert into city values (1, 1);
-- step
insert into country values (1, 'Norway') on conflict (id) do update set name = excluded.name;
