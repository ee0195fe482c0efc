-- case: built first
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
create index concurrently orders_total_note_idx on orders (total, note);
drop index concurrently orders_total_idx;
-- case: in one transaction
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
drop index orders_total_idx;
create index orders_total_note_idx on orders (total, note);
-- case: a transaction of the step's own
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
begin;
drop index orders_total_idx;
create index orders_total_note_idx on orders (total, note);
commit;
-- case: another index leads with the same column
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
create index orders_total_id_idx on orders (total, id);
-- step
drop index concurrently orders_total_idx;
create index concurrently orders_total_note_idx on orders (total, note);
-- case: an index of other columns
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
create index orders_total_idx on orders (total);
-- step
drop index concurrently orders_total_idx;
create index concurrently orders_note_idx on orders (note);
-- case: what an earlier try may have left
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
drop index concurrently if exists orders_total_idx;
create index concurrently orders_total_idx on orders (total);
