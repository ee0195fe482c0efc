-- case: using an index built before
-- config: grouping=none
-- given
create table orders (id bigint not null, total int);
-- step
create unique index concurrently orders_pkey on orders (id);
alter table orders add constraint orders_pkey primary key using index orders_pkey;
-- case: a new table
-- given
create table other (id int);
-- step
create table users (id bigint primary key);
