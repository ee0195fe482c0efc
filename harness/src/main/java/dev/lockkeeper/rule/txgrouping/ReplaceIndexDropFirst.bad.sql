-- case: concurrently, under a new name
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
-- expect replace-index-drop-first
drop index concurrently orders_total_idx;
create index concurrently orders_total_note_idx on orders (total, note);
-- case: under the same name, statement by statement
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create unique index orders_total_idx on orders (total);
-- step
-- expect replace-index-drop-first
drop index if exists orders_total_idx;
create unique index orders_total_idx on orders (total, note);
