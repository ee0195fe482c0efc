-- case: plain vacuum
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
vacuum orders;
