-- case: a table with rows
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect create-index-blocking
create index orders_total_idx on orders (total);
-- case: the size is not known
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect create-index-blocking
create unique index orders_note_idx on orders (note);
-- case: inside a block
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect create-index-blocking
do $$ begin execute 'create index orders_total_idx on orders (total)'; end $$;
