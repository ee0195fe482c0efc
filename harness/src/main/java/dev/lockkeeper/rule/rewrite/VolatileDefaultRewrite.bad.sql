-- case: a random value
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect volatile-default-rewrite
alter table orders add column token uuid default gen_random_uuid();
