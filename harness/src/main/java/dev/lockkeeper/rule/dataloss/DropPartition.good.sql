-- case: detached and kept
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
insert into events values (1, 10);
-- step
alter table events detach partition events_1;
-- case: empty
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
create table events_2 partition of events for values from (100) to (200);
insert into events values (2, 110);
-- step
drop table events_1;
-- case: rows moved to the next one
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
insert into events values (1, 10);
-- step
alter table events detach partition events_1;
create table events_all partition of events default;
insert into events select * from events_1;
drop table events_1;
