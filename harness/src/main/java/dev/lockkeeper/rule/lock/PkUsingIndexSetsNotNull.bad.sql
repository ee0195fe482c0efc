-- case: a nullable column
-- config: grouping=none
-- given
create table orders (id bigint, total int);
insert into orders select n, n from generate_series(1, 2000) n;
-- step
create unique index concurrently orders_pkey on orders (id);
-- expect pk-using-index-sets-not-null
alter table orders add constraint orders_pkey primary key using index orders_pkey;
