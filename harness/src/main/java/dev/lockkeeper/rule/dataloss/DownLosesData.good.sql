-- case: the values come back
-- given
create table lead (id int primary key, phone text);
insert into lead values (1, '12');
-- step
create table lead_phone (lead_id int primary key references lead, phone text);
insert into lead_phone select id, phone from lead;
alter table lead drop column phone;
-- down
alter table lead add column phone text;
update lead set phone = p.phone from lead_phone p where p.lead_id = lead.id;
drop table lead_phone;
