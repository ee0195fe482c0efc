-- case: committed in between
-- config: grouping=step
-- given
create type prov as enum ('a');
create table chat (p text);
insert into chat values ('b');
-- step
alter type prov add value 'b';
-- step
alter table chat alter column p type prov using p::prov;
