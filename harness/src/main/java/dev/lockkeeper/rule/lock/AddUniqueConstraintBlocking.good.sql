-- case: using an index built before
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
create unique index concurrently orders_total_key on orders (total);
alter table orders add constraint orders_total_key unique using index orders_total_key;
-- case: a new table
-- given
create table other (id int);
-- step
create table users (id bigint primary key, email text unique);
