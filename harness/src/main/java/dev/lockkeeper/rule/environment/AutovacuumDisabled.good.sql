-- case: tuned
-- given
create table events (id bigint primary key);
-- step
alter table events set (autovacuum_vacuum_scale_factor = 0.01);
-- case: only while it is filled
-- given
create table events (id bigint primary key);
-- step
alter table events set (autovacuum_enabled = false);
insert into events values (1);
alter table events reset (autovacuum_enabled);
