-- case: a type changed to itself by an expression
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect rewrite-observed
alter table orders alter column total type int using total + 1;
