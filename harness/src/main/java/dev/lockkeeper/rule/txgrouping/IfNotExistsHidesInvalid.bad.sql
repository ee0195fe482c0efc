-- case: nothing clears the way
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect if-not-exists-hides-invalid
create index concurrently if not exists orders_total_idx on orders (total);
