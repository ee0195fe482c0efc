-- case: concurrently
-- given
create table orders (id bigint primary key, total int, note text);
create materialized view totals as select id, total from orders;
create unique index totals_id on totals (id);
-- step
refresh materialized view concurrently totals;
-- case: a view of the same step
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create materialized view totals as select id, total from orders with no data;
refresh materialized view totals;
