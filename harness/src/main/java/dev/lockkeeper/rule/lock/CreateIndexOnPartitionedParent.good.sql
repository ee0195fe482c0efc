-- case: on the parent alone
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
-- step
create index events_at_idx on only events (at);
-- case: a parent of the same step
-- given
create table other (id int);
-- step
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
create index events_at_idx on events (at);
