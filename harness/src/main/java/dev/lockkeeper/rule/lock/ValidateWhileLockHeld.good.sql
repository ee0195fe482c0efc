-- case: in a step of its own
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add constraint total_positive check (total > 0) not valid;
-- step
alter table orders validate constraint total_positive;
-- case: each statement commits by itself
-- config: grouping=none
-- given
create table orders (id bigint primary key, total int, note text);
-- step
alter table orders add constraint total_positive check (total > 0) not valid;
alter table orders validate constraint total_positive;
