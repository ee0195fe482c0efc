-- case: a transaction elsewhere
-- given
create table t(id int primary key);
create table u(id int primary key);
-- step
alter table t add column n int;
-- live:
select 1;
-- session:
select * from u;
