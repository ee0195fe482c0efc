-- case: built
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders values (1, 7), (2, 8);
-- step
create unique index concurrently orders_total_key on orders (total);
-- case: the parent of partitions
-- given
create table events (id bigint, at int) partition by range (at);
create table events_1 partition of events for values from (0) to (100);
-- step
create index events_at_idx on only events (at);
