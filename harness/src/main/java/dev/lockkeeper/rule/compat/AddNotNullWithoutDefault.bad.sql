-- case: in three statements
-- given
create table ticket (id int primary key);
insert into ticket values (1);
-- step
-- expect add-not-null-without-default
alter table ticket add column prio int;
update ticket set prio = 0;
alter table ticket alter column prio set not null;
-- case: proved by a probe
-- given
create table ticket (id int primary key);
-- probe
insert into ticket (id) values (2);
-- step
-- expect add-not-null-without-default
alter table ticket add column prio int not null;
