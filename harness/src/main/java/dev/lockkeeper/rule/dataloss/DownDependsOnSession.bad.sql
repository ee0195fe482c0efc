-- case: the down forgets the zone
-- given
create table ev (id int primary key, at timestamp);
insert into ev values (1, '2020-06-30 12:00');
-- step
alter table ev alter column at type timestamptz using at at time zone 'UTC';
-- down
-- expect down-depends-on-session
alter table ev alter column at type timestamp;
