-- case: renamed
-- given
create table bundle (id int primary key, skus text);
insert into bundle values (1, 'a,b');
-- step
alter table bundle rename column skus to secondary_skus;
-- case: copied before the drop
-- given
create table bundle (id int primary key, skus text);
insert into bundle values (1, 'a,b');
-- step
alter table bundle add column secondary_skus text;
update bundle set secondary_skus = skus;
alter table bundle drop column skus;
-- case: a column goes and another of another kind comes
-- given
create table bundle (id int primary key, failures numeric);
insert into bundle values (1, 3);
-- step
alter table bundle drop column failures;
alter table bundle add column ip text;
