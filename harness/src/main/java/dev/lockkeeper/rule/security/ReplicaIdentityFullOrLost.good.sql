-- case: the key
-- given
create table orders (id bigint primary key, total int, note text);
alter table orders replica identity full;
-- step
alter table orders replica identity default;
