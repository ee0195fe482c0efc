-- case: partitions with rows
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
create table events_2 partition of events for values from (100) to (200);
-- step
-- expect create-index-on-partitioned-parent
create index events_at_idx on events (at);
