-- case: the one it has
-- config: postgres>=15
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders set access method heap;
