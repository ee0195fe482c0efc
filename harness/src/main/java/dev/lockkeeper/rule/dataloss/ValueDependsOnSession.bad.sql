-- case: a naive time stamp gets a zone
-- given
create table visit (id int primary key, at timestamp);
insert into visit values (1, '2024-06-01 12:00');
-- step
-- expect value-depends-on-session
alter table visit alter column at type timestamptz;
-- case: a column whose name has capitals
-- given
create table visit (id int primary key, "seenAt" timestamp);
insert into visit values (1, '2024-06-01 12:00');
-- step
-- expect value-depends-on-session
alter table visit alter column "seenAt" type timestamptz;
