-- case: only for new rows
-- given
create table orders (id bigint primary key, total int);
-- step
alter table orders add constraint total_positive check (total > 0) not valid;
-- case: it was so before
-- config: postgres>=18
-- given
create table orders (id bigint primary key, total int, constraint total_positive check (total > 0) not enforced);
-- step
alter table orders add column note text;
