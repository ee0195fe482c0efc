-- case: a check over values that were free
-- config: rows=12
-- given
create table orders (id bigint primary key, total int);
-- step
-- expect add-check-on-existing
alter table orders add constraint total_positive check (total > 0);
