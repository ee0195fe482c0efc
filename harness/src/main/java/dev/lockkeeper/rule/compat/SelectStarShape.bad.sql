-- case: a column more
-- given
create table orders (id bigint primary key, total int, note text);
-- step
-- expect select-star-shape
alter table orders add column paid boolean;
