-- case: a key
-- given
create table other (id bigint primary key);
-- step
create table log (id bigint primary key, said text);
-- case: a partition
-- given
create table event (id bigint, at date, primary key (id, at)) partition by range (at);
-- step
create table event_1 partition of event for values from ('2026-01-01') to ('2026-02-01');
