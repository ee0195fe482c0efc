-- case: the down fills them first
-- given
create table lead (id int primary key, phone text not null);
insert into lead values (1, '1');
-- step
alter table lead alter column phone drop not null;
-- down
update lead set phone = '' where phone is null;
alter table lead alter column phone set not null;
-- rows
insert into lead values (2, null);
