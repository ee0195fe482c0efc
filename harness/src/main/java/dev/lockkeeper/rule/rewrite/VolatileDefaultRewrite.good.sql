-- case: a constant, and the time
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add column state text not null default 'new';
alter table orders add column made timestamptz default now();
