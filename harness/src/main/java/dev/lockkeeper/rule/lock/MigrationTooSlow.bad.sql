-- case: longer than the budget
-- config: max-step-millis=100
-- given
create table orders (id bigint primary key, total int);
-- step
alter table orders add column taxes int;
-- expect migration-too-slow
select pg_sleep(0.3);
