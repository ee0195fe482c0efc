-- case: a new column
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders add column state text;
