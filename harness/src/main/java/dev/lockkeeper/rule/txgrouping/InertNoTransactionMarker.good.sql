-- case: where the tool looks
-- config: format=sqlx
-- file: 20260101000000_first.sql
create table t (id int);
-- file: 20260102000000_second.sql
-- no-transaction
create index concurrently t_id on t (id);
