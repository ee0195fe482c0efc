-- case: proved by a check
-- given
create table events (id bigint, at int not null) partition by range (at);
create table piece (id bigint, at int not null, constraint fits check (at >= 0 and at < 100));
-- step
alter table events attach partition piece for values from (0) to (100);
-- case: no default partition
-- given
create table events (id bigint, at int not null) partition by range (at);
-- step
create table events_1 partition of events for values from (0) to (100);
