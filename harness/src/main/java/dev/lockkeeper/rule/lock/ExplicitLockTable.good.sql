-- case: a mode that lets reads and writes go on
-- given
create table orders (id bigint primary key, total int, note text);
-- step
lock table orders in share update exclusive mode;
