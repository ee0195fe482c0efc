-- case: a table beside a concurrent index
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect mixed-tx-and-non-tx
update orders set note = '' where note is null;
create index concurrently orders_note_idx on orders (note);
