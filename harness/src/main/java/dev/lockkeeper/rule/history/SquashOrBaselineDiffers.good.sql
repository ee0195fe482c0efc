-- case: the same in another order
-- config: format=flyway
-- file: V1__orders.sql
create table orders (id bigint primary key, total int);
-- file: V2__index.sql
create index orders_total_idx on orders (total);
alter table orders add column early date;
-- file: B2__base.sql
create table orders (id bigint primary key, early date, total int);
create index orders_total_idx on orders (total);
-- file: V3__later.sql
alter table orders add column note text;
-- file: R__view.sql
create or replace view totals as select total from orders;
-- case: a checkpoint
-- config: format=atlas
-- file: 1_orders.sql
create table orders (id bigint primary key, total int);
-- file: 2_checkpoint.sql
-- atlas:checkpoint

create table orders (id bigint primary key, total int);
-- file: 3_later.sql
alter table orders add column note text;
-- case: the steps it stands for were deleted
-- config: format=flyway
-- file: B2__base.sql
create table orders (id bigint primary key, total int);
-- file: V3__later.sql
alter table orders add column note text;
