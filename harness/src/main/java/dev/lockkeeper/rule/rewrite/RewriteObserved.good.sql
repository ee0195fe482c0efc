-- case: emptied, which writes nothing
-- given
create table orders (id bigint primary key, total int, note text);
-- step
truncate orders;
-- case: nothing is written
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders alter column note type varchar;
alter table orders add column paid boolean default false;
