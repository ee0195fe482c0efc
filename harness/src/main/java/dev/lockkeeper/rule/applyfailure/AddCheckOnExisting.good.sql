-- case: only for new rows
-- config: rows=12
-- given
create table orders (id bigint primary key, total int);
-- step
alter table orders add constraint total_positive check (total > 0) not valid;
-- case: mended before
-- config: rows=12
-- given
create table orders (id bigint primary key, total int);
-- step
update orders set total = 1 where total <= 0;
alter table orders add constraint total_positive check (total > 0);
