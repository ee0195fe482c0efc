-- case: a table
-- config: tablespace=elsewhere postgres>=15
-- given
create table orders (id bigint primary key, total int);
insert into orders select n, n from generate_series(1, 2000) n;
-- step
-- expect set-tablespace
alter table orders set tablespace elsewhere;
-- case: an index
-- config: tablespace=elsewhere postgres>=15
-- given
create table orders (id bigint primary key, total int);
create index orders_total_idx on orders (total);
-- step
-- expect set-tablespace
alter index orders_total_idx set tablespace elsewhere;
