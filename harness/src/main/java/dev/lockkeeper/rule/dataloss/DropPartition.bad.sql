-- case: an old range
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
create table events_2 partition of events for values from (100) to (200);
insert into events values (1, 10), (2, 110);
-- step
-- expect drop-partition
drop table events_1;
