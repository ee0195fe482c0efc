-- case: the zone is named
-- given
create table visit (id int primary key, at timestamp);
insert into visit values (1, '2024-06-01 12:00');
-- step
alter table visit alter column at type timestamptz using at at time zone 'UTC';
-- case: the moment of the step
-- given
create table visit (id int primary key, "seenAt" timestamp);
insert into visit values (1, null);
-- step
update visit set "seenAt" = current_timestamp where "seenAt" is null;
alter table visit add column "createdAt" timestamp not null default current_timestamp;
