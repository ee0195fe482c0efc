-- case: a column on sixty partitions
-- given
create table events (id bigint not null, day int not null, note text) partition by list (day);
do $$ begin for n in 1..60 loop execute format('create table events_%s partition of events for values in (%s)', n, n); end loop; end $$;
-- step
-- expect partition-fanout
alter table events add column kind text;
