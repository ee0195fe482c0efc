-- case: a view in use
-- given
create table orders (id bigint primary key, total int, note text);
create materialized view totals as select sum(total) as sum from orders;
-- step
-- expect refresh-matview-blocking
refresh materialized view totals;
