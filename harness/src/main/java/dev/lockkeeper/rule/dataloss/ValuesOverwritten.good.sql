-- case: the same value
-- given
create table country (id int primary key, name text);
insert into country values (1, 'Norway');
-- step
insert into country values (1, 'Norway') on conflict (id) do update set name = excluded.name;
