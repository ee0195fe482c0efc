-- case: a few partitions
-- given
create table events (id bigint not null, day int not null, note text) partition by list (day);
do $$ begin for n in 1..10 loop execute format('create table events_%s partition of events for values in (%s)', n, n); end loop; end $$;
-- step
alter table events add column kind text;
-- case: rows read and written
-- given
create table events (id bigint not null, day int not null, note text) partition by list (day);
do $$ begin for n in 1..60 loop execute format('create table events_%s partition of events for values in (%s)', n, n); end loop; end $$;
-- step
update events set note = 'x' where day > 0;
