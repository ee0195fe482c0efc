-- case: a table in use
-- given
create table events (id bigint primary key);
-- step
-- expect autovacuum-disabled
alter table events set (autovacuum_enabled = false);
