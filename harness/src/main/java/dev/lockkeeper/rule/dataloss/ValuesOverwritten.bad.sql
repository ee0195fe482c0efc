-- case: an upsert
-- given
create table country (id int primary key, name text);
insert into country values (1, 'Norge');
-- step
-- expect values-overwritten
insert into country values (1, 'Norway') on conflict (id) do update set name = excluded.name;
