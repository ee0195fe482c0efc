-- case: a column the old release selects
-- given
create table program (id int primary key, profile text);
-- probe
select id, profile from program;
-- step
-- expect old-release-fails
alter table program drop column profile;
-- case: a new required column
-- given
create table ticket (id int primary key);
insert into ticket values (1);
-- probe
insert into ticket (id) values (2);
-- step
-- expect old-release-fails
alter table ticket add column prio int;
update ticket set prio = 0;
alter table ticket alter column prio set not null;
