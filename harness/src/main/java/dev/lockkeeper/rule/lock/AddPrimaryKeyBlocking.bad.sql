-- case: a table with rows
-- given
create table orders (id bigint, total int);
insert into orders select n, n from generate_series(1, 2000) n;
-- step
-- expect add-primary-key-blocking
alter table orders add primary key (id);
