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
-- case: filled first, and another table has a column of that name
-- given
create table orders (id bigint primary key, note text);
create table bills (id bigint primary key, note text);
-- step
update bills set note = '' where note is null;
alter table orders alter column note set default '';
update orders set note = '' where note is null;
-- expect tighten-null
alter table orders alter column note set not null;
