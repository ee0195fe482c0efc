-- case: a whole table
-- given
create table orders (id bigint primary key, total int not null check (total > 0));
create index orders_total_idx on orders (total);
insert into orders select n, n from generate_series(1, 20) n;
-- step
-- expect create-table-as-select
create table old_orders as select * from orders where id < 10;
-- case: into
-- given
create table orders (id bigint primary key, total int default 1);
insert into orders select n, n from generate_series(1, 20) n;
-- step
-- expect create-table-as-select
select id, total into old_orders from orders;
