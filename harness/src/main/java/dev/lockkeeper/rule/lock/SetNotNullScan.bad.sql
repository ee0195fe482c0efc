-- case: a table with rows
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect set-not-null-scan
alter table orders alter column total set not null;
