-- case: a column the old release selects
-- given
create table program (id int primary key, profile text);
-- probe
select id, profile from program;
-- step
-- expect old-release-fails
alter table program drop column profile;
-- case: values the old release writes
-- given
create table ticket (id int primary key, state text);
-- probe
insert into ticket values (2, 'waiting');
-- step
-- expect old-release-fails
alter table ticket add constraint known_state check (state in ('open', 'closed')) not valid;
