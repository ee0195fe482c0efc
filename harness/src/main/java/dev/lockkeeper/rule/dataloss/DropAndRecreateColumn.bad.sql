-- case: a rename written as drop and add
-- given
create table bundle (id int primary key, skus text);
insert into bundle values (1, 'a,b');
-- step
-- expect drop-and-recreate-column
alter table bundle drop column skus, add column secondary_skus text;
-- case: made anew under its own name
-- given
create table bundle (id int primary key, skus text);
insert into bundle values (1, 'a,b');
-- step
-- expect drop-and-recreate-column
alter table bundle drop column skus;
alter table bundle add column skus text;
