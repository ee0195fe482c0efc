-- case: a build does not wait for one that has read and idles
-- config: grouping=none
-- given
create table t(id int primary key, n int);
-- step
create index concurrently t_n on t (n);
-- live:
select 1;
-- session:
select * from t;
select pg_sleep(1);
set local application_name = 'somebody';
-- case: a drop does not wait for a transaction elsewhere
-- config: grouping=none
-- given
create table t(id int primary key, n int);
create table u(id int primary key);
create index t_n on t (n);
-- step
drop index concurrently t_n;
-- live:
select 1;
-- session:
update u set id = 1;
select pg_sleep(1);
-- case: nobody is there
-- config: grouping=none
-- given
create table t(id int primary key, n int);
-- step
create index concurrently t_n on t (n);
-- live:
select 1;
-- case: not concurrently
-- given
create table t(id int primary key, n int);
-- step
create index t_n on t (n);
-- live:
select 1;
-- session:
select * from t;
select pg_sleep(1);
