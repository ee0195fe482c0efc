-- case: two steps in one batch
-- config: grouping=batch
-- given
create type prov as enum ('a');
create table chat (p text);
insert into chat values ('b');
-- step
alter type prov add value 'b';
-- step
-- expect enum-value-added-and-used-same-tx
alter table chat alter column p type prov using p::prov;
