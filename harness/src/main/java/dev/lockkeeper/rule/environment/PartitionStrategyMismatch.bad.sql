-- case: a list for a range
-- given
create table events (id bigint, at int) partition by range (at);
-- step
-- expect partition-strategy-mismatch
create table events_1 partition of events for values in (1);
-- case: overlapping
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
-- step
-- expect partition-strategy-mismatch
create table events_2 partition of events for values from (50) to (150);
