-- case: unlogged
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
-- expect set-logged-unlogged
alter table orders set unlogged;
-- case: logged
-- given
create unlogged table scratch (id int);
-- step
-- expect set-logged-unlogged
alter table scratch set logged;
