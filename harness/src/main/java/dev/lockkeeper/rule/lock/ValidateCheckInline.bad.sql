-- case: a table with rows
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect validate-check-inline
alter table orders add constraint total_positive check (total > 0);
-- case: two at once
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect validate-check-inline
alter table orders add check (total > 0);
-- expect validate-check-inline
alter table orders add column rank int check (rank < 10);
