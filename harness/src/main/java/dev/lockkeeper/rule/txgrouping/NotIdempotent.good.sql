-- case: safe to run twice
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create table if not exists orders_log (id bigint);
drop index concurrently if exists orders_total_idx;
create index concurrently orders_total_idx on orders (total);
-- case: what an earlier try left is dropped first
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
drop index concurrently if exists orders_total_idx;
create index concurrently orders_total_idx on orders (total);
drop index concurrently if exists orders_note_idx;
create index concurrently orders_note_idx on orders (note);
-- case: one transaction
-- given
create table orders (id bigint primary key, total int, note text);
-- step
create table orders_log (id bigint);
create table orders_log_2 (id bigint);
