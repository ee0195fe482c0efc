-- case: the partition is read
-- given
create table events (id bigint, at int not null) partition by range (at);
create table piece (id bigint, at int not null);
insert into piece select n, 10 from generate_series(1, 2000) n;
-- step
-- expect blocking-partition-attach
alter table events attach partition piece for values from (0) to (100);
-- case: the default partition is read
-- given
create table events (id bigint, at int not null) partition by range (at);
create table events_rest partition of events default;
-- step
-- expect blocking-partition-attach
create table events_1 partition of events for values from (0) to (100);
