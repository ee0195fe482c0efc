-- case: the column is NOT NULL
-- config: grouping=none
-- given
create table orders (id bigint not null, total int);
insert into orders select n, n from generate_series(1, 2000) n;
-- step
create unique index concurrently orders_pkey on orders (id);
alter table orders add constraint orders_pkey primary key using index orders_pkey;
