-- case: a rewrite
-- config: lock-seconds=0.000001
-- given
create table t(id int primary key, n int);
-- step
-- expect lock-held-too-long
alter table t alter column n type bigint;
-- live:
insert into t select n, n from generate_series(1, 1000) n;
analyze t;
