-- case: a writer that idles, for a build
-- config: grouping=none
-- given
create table t(id int primary key, n int);
-- step
-- expect concurrently-waits-for-old-tx
create index concurrently t_n on t (n);
-- live:
insert into t values (1, 1);
-- session:
update t set n = 2;
select pg_sleep(1);
-- case: a snapshot that is kept, of another table
-- config: grouping=none
-- given
create table t(id int primary key, n int);
create table u(id int primary key);
-- step
-- expect concurrently-waits-for-old-tx
create index concurrently t_n on t (n);
-- live:
select 1;
-- session:
set transaction isolation level repeatable read;
select * from u;
select pg_sleep(1);
-- case: a reader that idles, for a drop
-- config: grouping=none
-- given
create table t(id int primary key, n int);
create index t_n on t (n);
-- step
-- expect concurrently-waits-for-old-tx
drop index concurrently t_n;
-- live:
select 1;
-- session:
select * from t;
select pg_sleep(1);
-- case: a reader that idles, for an index built anew
-- config: grouping=none
-- given
create table t(id int primary key, n int);
create index t_n on t (n);
-- step
-- expect concurrently-waits-for-old-tx
reindex index concurrently t_n;
-- live:
select 1;
-- session:
select * from t;
select pg_sleep(1);
-- case: a reader that idles, for a partition
-- config: grouping=none
-- given
create table p(id int, primary key (id)) partition by range (id);
create table p1 partition of p for values from (0) to (10);
-- step
-- expect concurrently-waits-for-old-tx
alter table p detach partition p1 concurrently;
-- live:
select 1;
-- session:
select * from p;
select pg_sleep(1);
