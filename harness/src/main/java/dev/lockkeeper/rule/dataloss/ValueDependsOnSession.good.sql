-- case: the zone is named
-- given
create table visit (id int primary key, at timestamp);
insert into visit values (1, '2024-06-01 12:00');
-- step
alter table visit alter column at type timestamptz using at at time zone 'UTC';
