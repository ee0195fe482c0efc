-- case: bounded
-- given
create table orders (id bigint primary key, total int, note text);
-- step
set local statement_timeout = '1min';
create index orders_total_idx on orders (total);
