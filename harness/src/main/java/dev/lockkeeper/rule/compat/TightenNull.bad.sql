-- case: a column in use
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect tighten-null
alter table orders alter column note set not null;
-- case: proved by a probe
-- given
create table orders (id bigint primary key, total int, note text);
-- probe
insert into orders (id) values (5);
-- step
-- expect tighten-null
alter table orders alter column note set not null;
