-- case: beside it
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
-- step
create table events_2 partition of events for values from (100) to (150);
