-- case: a table with rows
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect add-stored-generated
alter table orders add column twice int generated always as (total * 2) stored;
