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
