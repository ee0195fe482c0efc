-- case: concurrently
-- config: grouping=none
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
-- step
alter table events detach partition events_1 concurrently;
