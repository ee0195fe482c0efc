-- case: no budget
-- given
create table orders (id bigint primary key, total int);
-- step
select pg_sleep(0.2);
-- case: within the budget
-- config: max-step-millis=600000
-- given
create table orders (id bigint primary key, total int);
-- step
select pg_sleep(0.2);
