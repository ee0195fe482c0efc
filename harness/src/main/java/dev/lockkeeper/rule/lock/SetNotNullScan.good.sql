-- case: proved by a check
-- given
create table orders (id bigint primary key, total int, note text);
insert into orders select n, n, 'x' || n from generate_series(1, 2000) n;
-- step
alter table orders add constraint total_given check (total is not null) not valid;
-- step
alter table orders validate constraint total_given;
-- step
alter table orders alter column total set not null;
-- case: a table of the same step
-- given
create table other (id int);
-- step
create table fresh (id int);
alter table fresh alter column id set not null;
