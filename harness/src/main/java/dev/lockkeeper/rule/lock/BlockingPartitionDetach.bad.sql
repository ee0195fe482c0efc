-- case: a partitioned table
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
-- step
-- expect blocking-partition-detach
alter table events detach partition events_1;
