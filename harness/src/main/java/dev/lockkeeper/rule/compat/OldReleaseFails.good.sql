-- case: a column nobody reads
-- given
create table program (id int primary key, profile text, dead text);
-- probe
select id, profile from program;
-- step
alter table program drop column dead;
-- case: a default for old inserts
-- given
create table ticket (id int primary key);
-- probe
insert into ticket (id) values (2);
-- step
alter table ticket add column prio int not null default 0;
