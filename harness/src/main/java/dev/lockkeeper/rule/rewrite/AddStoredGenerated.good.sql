-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int);
alter table fresh add column twice int generated always as (id * 2) stored;
-- case: virtual
-- config: postgres>=18
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders add column twice int generated always as (total * 2) virtual;
