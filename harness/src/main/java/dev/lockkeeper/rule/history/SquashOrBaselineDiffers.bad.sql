-- case: an index forgotten and a column of another type
-- config: format=flyway
-- file: V1__orders.sql
create table orders (id bigint primary key, total int);
-- file: V2__index.sql
create index orders_total_idx on orders (total);
-- file: B2__base.sql
create table orders (id bigint primary key, total bigint);
-- expect squash-or-baseline-differs
-- file: V3__later.sql
alter table orders add column note text;
