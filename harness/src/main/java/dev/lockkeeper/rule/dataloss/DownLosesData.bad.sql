-- case: the down empties what the up kept
-- given
create table lead (id int primary key, phone text);
insert into lead values (1, '12');
-- step
alter table lead add column mobile text;
-- down
-- expect down-loses-data
update lead set phone = null;
alter table lead drop column mobile;
-- case: the up changes one column and the down another
-- given
create table lead (id int primary key, phone text, seen timestamp);
insert into lead values (1, '12', '2024-01-01 10:00');
-- step
update lead set phone = '13' where id = 1;
-- down
-- expect down-loses-data
update lead set phone = '12', seen = seen + interval '9 hours' where id = 1;
