-- case: a check
-- config: postgres>=18
-- given
create table orders (id bigint primary key, total int);
-- step
-- expect not-enforced-constraint
alter table orders add constraint total_positive check (total > 0) not enforced;
